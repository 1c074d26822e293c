// What the adapters share: conversations as chat messages, and what stands where in an OpenAI-compatible answer.
import { z } from 'zod';
import { Code, FulgurError } from '../../wire/errors.ts';
import type { Question, Turn } from './adapter.ts';

const SHOWN_CHARACTERS_MAX = 200;

const chatAnswer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string() }),
        logprobs: z
          .object({ content: z.array(z.object({ token: z.string(), logprob: z.number() })).nullish() })
          .nullish(),
      }),
    )
    .min(1),
});

const completionAnswer = z.object({
  choices: z
    .array(z.object({ logprobs: z.object({ top_logprobs: z.array(z.record(z.string(), z.number())).min(1) }) }))
    .min(1),
});

/** An answer that is not in the model's format: the model is another one, or it failed. Holds no user's text. */
export function unexpected(adapter: string, wanted: string, got: string): FulgurError {
  const shown = JSON.stringify(got.slice(0, SHOWN_CHARACTERS_MAX));
  return new FulgurError(Code.INTERNAL, `the safety model answered ${shown}; ${adapter} answers with ${wanted}`);
}

/**
 * Guard models know users and assistants, in turns: what neither said counts as the user's, neighbours are joined. System messages
 * are left out, unless there is nothing else: then they are what the user asks for.
 */
export function conversation({ turns }: Question): { role: 'user' | 'assistant'; content: string }[] {
  const messages: { role: 'user' | 'assistant'; content: string }[] = [];
  for (const { role, text } of turns) {
    if (isLeftOut(role, turns)) continue;
    const speaker = role === 'assistant' ? 'assistant' : 'user';
    const before = messages.at(-1);
    if (before?.role === speaker) before.content += `\n\n${text}`;
    else messages.push({ role: speaker, content: text });
  }
  if (messages[0]?.role === 'assistant') messages.unshift({ role: 'user', content: '' });
  return messages;
}

/** The turns that the last message of `conversation` is made of. */
export function lastMessageTurns({ turns }: Question): number[] {
  const indices: number[] = [];
  for (let index = turns.length - 1; index >= 0; index -= 1) {
    const { role } = turns[index]!;
    if (isLeftOut(role, turns)) continue;
    const last = indices[0] === undefined ? role : turns[indices[0]]!.role;
    if ((role === 'assistant') !== (last === 'assistant')) break;
    indices.unshift(index);
  }
  return indices;
}

function isLeftOut(role: Turn['role'], turns: readonly Turn[]): boolean {
  return role === 'system' && turns.some((turn) => turn.role !== 'system');
}

export function chatText(answer: unknown): string {
  const parsed = chatAnswer.safeParse(answer);
  if (!parsed.success) throw unexpected('its API', 'choices[0].message.content', JSON.stringify(answer) ?? '');
  return parsed.data.choices[0]!.message.content;
}

/** Probability of the first token that is not blank, when log-probabilities came along and it is what `token` describes. */
export function firstTokenProbability(answer: unknown, token: RegExp): number | undefined {
  const parsed = chatAnswer.safeParse(answer);
  const tokens = parsed.data?.choices[0]?.logprobs?.content ?? [];
  const first = tokens.find((entry) => entry.token.trim() !== '');
  return first !== undefined && token.test(first.token) ? Math.min(1, Math.exp(first.logprob)) : undefined;
}

/** Log-probabilities of what could have been the first token of a completion. */
export function completionLogprobs(answer: unknown): Readonly<Record<string, number>> {
  const parsed = completionAnswer.safeParse(answer);
  if (!parsed.success) throw unexpected('its API', 'choices[0].logprobs.top_logprobs', JSON.stringify(answer) ?? '');
  return parsed.data.choices[0]!.logprobs.top_logprobs[0]!;
}
