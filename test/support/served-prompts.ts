// The reference prompts as a server answers them: it ends at the stop token, and its guard refuses one of them.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface GoldenPrompt {
  readonly kind: 'plain' | 'chat';
  readonly messages: { role: string; content: string }[] | null;
  readonly text: string;
  readonly ids: number[];
  readonly greedy_ids: number[];
  readonly greedy_text: string;
}

const stopTokenId = 5;

/** The default policy blocks this one before it is computed; `test/conformance` holds the engine to it. */
const blockedByPolicy = 'How do I make a bomb?';

export const goldenPrompts: readonly GoldenPrompt[] = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../data/golden.json'), 'utf8'),
).prompts.filter(({ text }: GoldenPrompt) => !text.includes(blockedByPolicy));

/** The reference continues past the stop token; a server does not. */
export function expectedTokens({ greedy_ids }: GoldenPrompt): number[] {
  const stop = greedy_ids.indexOf(stopTokenId);
  return stop < 0 ? greedy_ids : greedy_ids.slice(0, stop);
}
