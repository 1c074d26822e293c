// Qwen3Guard-Gen (QwenLM/Qwen3Guard, Apache-2.0): its chat template holds the policy; it answers in lines
//   Safety: Unsafe
//   Categories: Violent, PII
//   Refusal: No            (about answers only)
import type { Category } from '../taxonomy.ts';
import type { Judgement, SafetyAdapter } from './adapter.ts';
import { chatText, conversation, lastMessageTurns, unexpected } from './chat.ts';

const SCORES: Readonly<Record<string, number>> = { safe: 0, controversial: 0.6, unsafe: 1 };
const CATEGORIES: Readonly<Record<string, Category>> = {
  violent: 'S1',
  'non-violent illegal acts': 'S2',
  'sexual content or sexual acts': 'S12',
  pii: 'S7',
  'personally identifiable information': 'S7',
  'suicide & self-harm': 'S11',
  'unethical acts': 'S10',
  'politically sensitive topics': 'political',
  'copyright violation': 'S8',
  jailbreak: 'jailbreak',
};

export const qwen3guard: SafetyAdapter = {
  name: 'qwen3guard',
  categories: [...new Set(Object.values(CATEGORIES))],

  requests(question, model) {
    const body = { model, messages: conversation(question), max_tokens: 64, temperature: 0 };
    return [{ path: '/chat/completions', body }];
  },

  judged: lastMessageTurns,

  judge([answer]) {
    const text = chatText(answer);
    const safety = /^\s*safety:\s*(safe|unsafe|controversial)\b/im.exec(text)?.[1]?.toLowerCase();
    if (safety === undefined) throw unexpected('qwen3guard', 'a line "Safety: Safe|Unsafe|Controversial"', text);
    const score = SCORES[safety]!;
    if (score === 0) return {};
    const named = /^\s*categories:\s*(.*)$/im.exec(text)?.[1] ?? '';
    const judgement: { [name in Category]?: number } = {};
    for (const name of named.split(',')) {
      const category = CATEGORIES[name.trim().toLowerCase()];
      if (category !== undefined) judgement[category] = score;
    }
    if (Object.keys(judgement).length === 0)
      throw unexpected('qwen3guard', 'a category that it is known to have', text);
    return judgement satisfies Judgement;
  },
};
