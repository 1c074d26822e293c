// A request's output as GenerateResponse messages.
//
// Invariant: what the client has not taken is bounded; past `maxBufferedBytes` the request is given up with RESOURCE_EXHAUSTED.
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { FinishReason, GenerationOutput, ReleasedToken, Usage } from './generation-output.ts';
import { contentFilterOf, type PromptFindings, type TextFindings } from './guarding-annotations.ts';
import type { ToolCallDelta } from './tool-calling.ts';

const reasons: Record<FinishReason, fulgur.v1.FinishReason> = {
  stop: fulgur.v1.FinishReason.FINISH_REASON_STOP,
  length: fulgur.v1.FinishReason.FINISH_REASON_LENGTH,
  tool_calls: fulgur.v1.FinishReason.FINISH_REASON_TOOL_CALLS,
  content_filter: fulgur.v1.FinishReason.FINISH_REASON_CONTENT_FILTER,
};

/** Of one message about findings, about. */
const FILTER_BYTES = 512;

export interface GrpcOutputOptions {
  /** Resolves when there is room for more. */
  readonly write: (message: fulgur.v1.IGenerateResponse) => Promise<void>;
  readonly withLogprobs: boolean;
  readonly maxBufferedBytes: number;
}

export class GrpcOutput implements GenerationOutput {
  readonly #options: GrpcOutputOptions;
  /** Settles when the answer is complete or has failed. */
  readonly finished: Promise<void>;
  #resolve: () => void = () => {};
  #reject: (error: FulgurError) => void = () => {};
  #bufferedBytes = 0;

  constructor(options: GrpcOutputOptions) {
    this.#options = options;
    this.finished = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  begin(prompts: PromptFindings): void {
    const promptFilter = contentFilterOf({ findings: prompts.flat(), checkOffset: 0 });
    if (promptFilter !== undefined) this.#send({ promptFilter }, FILTER_BYTES);
  }

  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): void {
    const tokenIds = tokens.map(({ id }) => id);
    const logprobs = this.#options.withLogprobs ? tokens.map(toLogprobs) : [];
    this.#send({ delta: { choice, text, tokenIds, logprobs } }, 3 * text.length + 16 * tokens.length);
  }

  reasoning(choice: number, reasoning: string): void {
    this.#send({ delta: { choice, reasoning } }, 3 * reasoning.length);
  }

  toolCall(choice: number, { index, id, name, arguments: text }: ToolCallDelta): void {
    const first = id !== undefined && name !== undefined && { id, name };
    this.#send({ delta: { choice, toolCall: { index, ...first, arguments: text } } }, 3 * text.length + 64);
  }

  finish(choice: number, reason: FinishReason, text: TextFindings): void {
    const contentFilter = contentFilterOf(text);
    const finish = { choice, reason: reasons[reason], ...(contentFilter && { contentFilter }) };
    this.#send({ finish }, contentFilter === undefined ? 8 : FILTER_BYTES);
  }

  done(usage: Usage): void {
    this.#send({ usage }, 16);
    this.#resolve();
  }

  fail(error: FulgurError): void {
    this.#reject(error);
  }

  #send(message: fulgur.v1.IGenerateResponse, bytes: number): void {
    this.#bufferedBytes += bytes;
    if (this.#bufferedBytes > this.#options.maxBufferedBytes) {
      const { maxBufferedBytes } = this.#options;
      const text = `the client reads too slowly: ${this.#bufferedBytes} bytes wait, the limit is ${maxBufferedBytes}`;
      this.#reject(new FulgurError(Code.RESOURCE_EXHAUSTED, text, { reason: 'slow_client' }));
      return;
    }
    this.#options.write(message).then(
      () => {
        this.#bufferedBytes -= bytes;
      },
      (error: FulgurError) => this.#reject(error),
    );
  }
}

function toLogprobs({ id, logprob, top }: ReleasedToken): fulgur.v1.ITokenLogprobs {
  return { tokenId: id, logprob, top: top.map((entry) => ({ tokenId: entry.id, logprob: entry.logprob })) };
}
