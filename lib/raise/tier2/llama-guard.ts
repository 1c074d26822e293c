// Llama Guard 3 and 4 (Meta; MLCommons' hazards): the chat template holds the policy; the answer is `safe`, or `unsafe` and a
// line of categories such as `S1,S9`.
import { CATEGORY_NAMES, type Category } from '../taxonomy.ts';
import type { AdapterName, SafetyAdapter } from './adapter.ts';
import { chatText, conversation, firstTokenProbability, lastMessageTurns, unexpected } from './chat.ts';

const HAZARDS = CATEGORY_NAMES.filter((name) => /^S\d+$/.test(name));

export function llamaGuard(name: AdapterName): SafetyAdapter {
  return {
    name,
    categories: HAZARDS,

    requests(question, model) {
      const turns = conversation(question);
      // The chat template of the fourth, which reads pictures too, goes through the parts of a message; the third's wants a text.
      const inParts = turns.map(({ role, content }) => ({ role, content: [{ type: 'text', text: content }] }));
      const messages = name === 'llama-guard-4' ? inParts : turns;
      const body = { model, messages, max_tokens: 32, temperature: 0, logprobs: true, top_logprobs: 5 };
      return [{ path: '/chat/completions', body }];
    },

    judged: lastMessageTurns,

    judge([answer]) {
      const text = chatText(answer).trim();
      const [verdict, ...rest] = text.split(/\s+/);
      if (verdict === 'safe') return {};
      if (verdict !== 'unsafe') throw unexpected(name, '"safe" or "unsafe"', text);
      const named = rest
        .join('')
        .split(',')
        .filter((hazard): hazard is Category => HAZARDS.includes(hazard as Category));
      if (named.length === 0) throw unexpected(name, 'one of S1 to S14 after "unsafe"', text);
      const score = firstTokenProbability(answer, /^\s*un/) ?? 1;
      return Object.fromEntries(named.map((hazard) => [hazard, score]));
    },
  };
}
