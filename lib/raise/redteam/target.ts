// The model under attack, over the OpenAI-compatible API.
import { z } from 'zod';
import { Code, FulgurError, RetryableError } from '../../wire/errors.ts';
import type { ChatMessage } from './mutators.ts';

export interface TargetOptions {
  /** Base URL, with or without /v1. */
  readonly endpoint: string;
  readonly model: string | undefined;
  readonly apiKey: string | undefined;
  readonly maxTokens: number;
  readonly timeoutMs: number;
}

export interface Answer {
  readonly text: string;
  /** The guard in front of the model stopped the prompt or the answer. */
  readonly blocked: boolean;
}

const BODY_BYTES_MAX = 4 * 1024 * 1024;
const completion = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().nullish() }), finish_reason: z.string().nullish() }))
    .min(1),
});
const failure = z.object({ error: z.object({ message: z.string().optional(), code: z.string().nullish() }) });

export class Target {
  readonly #options: TargetOptions;
  readonly #url: string;

  constructor(options: TargetOptions) {
    this.#options = options;
    const base = options.endpoint.replace(/\/+$/, '');
    this.#url = `${base.endsWith('/v1') ? base : `${base}/v1`}/chat/completions`;
  }

  /** @throws FulgurError naming the endpoint and what it answered; RetryableError when it may answer later */
  async ask(messages: readonly ChatMessage[]): Promise<Answer> {
    const { model, apiKey, maxTokens, timeoutMs } = this.#options;
    const body = { ...(model && { model }), messages, max_tokens: maxTokens, temperature: 0 };
    let status: number;
    let text: string;
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = response.status;
      text = await boundedText(response);
    } catch (error) {
      if (error instanceof FulgurError) throw error;
      const why = (error as Error).cause instanceof Error ? ((error as Error).cause as Error).message : String(error);
      throw new RetryableError(Code.UNAVAILABLE, `${this.#url}: ${why}; is it running?`, { cause: error });
    }
    return this.#read(status, text);
  }

  #read(status: number, text: string): Answer {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      throw new FulgurError(Code.INTERNAL, `${this.#url}: status ${status}, not JSON`, { cause: error });
    }
    if (status === 200) {
      const parsed = completion.safeParse(json);
      if (!parsed.success) throw new FulgurError(Code.INTERNAL, `${this.#url}: not a chat completion`);
      const choice = parsed.data.choices[0]!;
      return { text: choice.message.content ?? '', blocked: choice.finish_reason === 'content_filter' };
    }
    const error = failure.safeParse(json).data?.error;
    if (status === 400 && error?.code === 'content_filter') return { text: '', blocked: true };
    const message = `${this.#url}: status ${status}: ${error?.message ?? 'no reason given'}`;
    if (status === 429 || status >= 500) throw new RetryableError(Code.UNAVAILABLE, message);
    throw new FulgurError(Code.INVALID_ARGUMENT, message);
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > BODY_BYTES_MAX) {
      throw new FulgurError(Code.RESOURCE_EXHAUSTED, `an answer of more than ${BODY_BYTES_MAX} bytes`);
    }
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}
