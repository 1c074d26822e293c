// A safety model behind an OpenAI-compatible API: questions in, judgements out, each within its deadline.
//
// Invariants
// 1. At most `maxConcurrent` requests run; one more waits for its turn, and gives up at its own deadline.
// 2. A judgement is given in full or not at all: one failed request of a question fails the question.
import type { Clock } from '../../actor/clock.ts';
import { Code, FulgurError, RetryableError } from '../../wire/errors.ts';
import type { Judgement, Question, SafetyAdapter, SafetyRequest } from './adapter.ts';

export interface SafetyModelOptions {
  readonly adapter: SafetyAdapter;
  /** Base URL, such as http://127.0.0.1:8080/v1. */
  readonly url: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly maxConcurrent: number;
  readonly clock: Clock;
}

const ANSWER_BYTES_MAX = 1 << 20;

export class SafetyModel {
  readonly #options: SafetyModelOptions;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(options: SafetyModelOptions) {
    this.#options = options;
  }

  get adapter(): SafetyAdapter {
    return this.#options.adapter;
  }

  /** @throws DEADLINE_EXCEEDED, UNAVAILABLE, or INTERNAL when the answer is not the model's format */
  async judge(question: Question, deadlineMs: number, signal?: AbortSignal): Promise<Judgement> {
    const { adapter, model, clock } = this.#options;
    const late = new AbortController();
    const timer = clock.after(deadlineMs, () => late.abort());
    const over = signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]);
    try {
      const answers = await Promise.all(adapter.requests(question, model).map((request) => this.#send(request, over)));
      return adapter.judge(answers, question);
    } catch (error) {
      if (late.signal.aborted) {
        throw new FulgurError(
          Code.DEADLINE_EXCEEDED,
          `the safety model ${model} did not answer within ${deadlineMs} ms`,
          {
            cause: error,
          },
        );
      }
      throw error;
    } finally {
      timer.cancel();
      // What still runs of a question that failed is of no use.
      late.abort();
    }
  }

  async #send(request: SafetyRequest, signal: AbortSignal): Promise<unknown> {
    await this.#turn(signal);
    try {
      return await this.#fetch(request, signal);
    } finally {
      this.#running -= 1;
      const next = this.#waiting.values().next().value;
      next?.();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running >= this.#options.maxConcurrent) {
      await new Promise<void>((resolve, reject) => {
        const take = () => {
          this.#waiting.delete(take);
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        const giveUp = () => {
          this.#waiting.delete(take);
          reject(signal.reason);
        };
        this.#waiting.add(take);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    }
    this.#running += 1;
  }

  async #fetch({ path, body }: SafetyRequest, signal: AbortSignal): Promise<unknown> {
    const { url, apiKey } = this.#options;
    const target = `${url.replace(/\/+$/, '')}${path}`;
    const headers = {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    };
    let response: Response;
    try {
      response = await fetch(target, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
        redirect: 'error',
      });
    } catch (error) {
      signal.throwIfAborted();
      const why = (error as { cause?: { code?: string } }).cause?.code ?? String((error as Error).message);
      throw new RetryableError(Code.UNAVAILABLE, `the safety model at ${target} is not reached: ${why}`, {
        cause: error,
      });
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new RetryableError(Code.UNAVAILABLE, `the safety model at ${target} answers HTTP ${response.status}`);
    }
    return parsedAnswer(await boundedText(response), target);
  }
}

async function boundedText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > ANSWER_BYTES_MAX) {
      throw new FulgurError(Code.INTERNAL, `the safety model answers with more than ${ANSWER_BYTES_MAX} bytes`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parsedAnswer(text: string, target: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FulgurError(Code.INTERNAL, `the safety model at ${target} answers with something other than JSON`);
  }
}
