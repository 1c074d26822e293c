// Log-probabilities in the two shapes of OpenAI's API.
import type { ReleasedToken } from '../generation-output.ts';

export interface TokenTexts {
  piece(id: number): Uint8Array;
}

/** Of chat completions: one entry per token, with the bytes that its text may show only in part. */
export function chatLogprobs(tokens: readonly ReleasedToken[], texts: TokenTexts): object {
  const entry = ({ id, logprob }: { id: number; logprob: number }) => {
    const bytes = texts.piece(id);
    return { token: textOf(bytes), logprob: finite(logprob), bytes: Array.from(bytes) };
  };
  const content = tokens.map((token) => ({ ...entry(token), top_logprobs: token.top.map(entry) }));
  return { content, refusal: null };
}

/** Of completions: parallel arrays. */
export function completionLogprobs(tokens: readonly ReleasedToken[], texts: TokenTexts): object {
  return {
    tokens: tokens.map(({ id }) => textOf(texts.piece(id))),
    token_logprobs: tokens.map(({ logprob }) => finite(logprob)),
    top_logprobs: tokens.map(({ top }) =>
      Object.fromEntries(top.map(({ id, logprob }) => [textOf(texts.piece(id)), finite(logprob)])),
    ),
    text_offset: tokens.map(({ offset }) => offset),
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** JSON has no infinity: an impossible token gets OpenAI's stand-in. */
function finite(logprob: number): number {
  return Number.isFinite(logprob) ? logprob : -9999;
}
