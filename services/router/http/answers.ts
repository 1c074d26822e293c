// The two ways in which a request's output becomes an HTTP response: all at once, or as a stream of events.
import type { Clock, Timer } from '../../../lib/actor/clock.ts';
import type { FulgurError } from '../../../lib/wire/errors.ts';
import type { FinishReason, GenerationOutput, ReleasedToken, Usage } from '../generation-output.ts';
import type { PromptFindings, TextFindings } from '../guarding-annotations.ts';
import type { ToolCallDelta } from '../tool-calling.ts';
import type { AnswerWriter } from './answer-format.ts';
import { toHttpError } from './errors.ts';
import type { EventStream } from './sse.ts';

const NOTHING_FOUND: TextFindings = { findings: [], checkOffset: 0 };

interface CollectedChoice {
  text: string;
  reasoning: string;
  readonly calls: { readonly id: string; readonly name: string; arguments: string }[];
  readonly tokens: ReleasedToken[];
  reason: FinishReason;
  findings: TextFindings;
}

/** Collects everything and hands over one body, or the error. */
export class WholeAnswer implements GenerationOutput {
  readonly #writer: AnswerWriter;
  readonly #choices: CollectedChoice[];
  #prompts: PromptFindings = [];
  readonly #done: (body: object) => void;
  readonly #failed: (error: FulgurError) => void;

  constructor(
    writer: AnswerWriter,
    choices: number,
    done: (body: object) => void,
    failed: (error: FulgurError) => void,
  ) {
    this.#writer = writer;
    this.#choices = Array.from({ length: choices }, () => ({
      text: '',
      reasoning: '',
      calls: [],
      tokens: [],
      reason: 'stop',
      findings: NOTHING_FOUND,
    }));
    this.#done = done;
    this.#failed = failed;
  }

  begin(prompts: PromptFindings): void {
    this.#prompts = prompts;
  }

  delta(index: number, text: string, tokens: readonly ReleasedToken[]): void {
    const choice = this.#choices[index];
    if (choice === undefined) return;
    choice.text += text;
    for (const token of tokens) choice.tokens.push(token);
  }

  reasoning(index: number, text: string): void {
    const choice = this.#choices[index];
    if (choice !== undefined) choice.reasoning += text;
  }

  toolCall(index: number, { id, name, arguments: text }: ToolCallDelta): void {
    const calls = this.#choices[index]?.calls ?? [];
    if (id !== undefined && name !== undefined) calls.push({ id, name, arguments: text });
    else (calls.at(-1) as { arguments: string }).arguments += text;
  }

  finish(index: number, reason: FinishReason, findings: TextFindings): void {
    const choice = this.#choices[index];
    if (choice === undefined) return;
    choice.reason = reason;
    choice.findings = findings;
  }

  done(usage: Usage): void {
    this.#done(this.#writer.whole(this.#choices, usage, this.#prompts));
  }

  fail(error: FulgurError): void {
    this.#failed(error);
  }
}

export interface StreamedAnswerOptions {
  readonly writer: AnswerWriter;
  readonly includeUsage: boolean;
  readonly stream: EventStream;
  /** Called before the first byte: the response is the stream's from now on. */
  readonly takeOver: () => void;
  /** Before anything was sent, a failure is an ordinary response. */
  readonly failed: (error: FulgurError) => void;
  readonly clock: Clock;
  /** The stream is opened after this long even when there is no text yet, so that proxies see something. */
  readonly openAfterMs: number;
}

/** Writes chunks as they come. */
export class StreamedAnswer implements GenerationOutput {
  readonly #options: StreamedAnswerOptions;
  readonly #begun = new Set<number>();
  #prompts: PromptFindings = [];
  #started = false;
  #timer: Timer | undefined;

  constructor(options: StreamedAnswerOptions) {
    this.#options = options;
  }

  begin(prompts: PromptFindings): void {
    this.#prompts = prompts;
    this.#timer = this.#options.clock.after(this.#options.openAfterMs, () => this.#start());
  }

  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): void {
    this.#open(choice);
    this.#chunk([this.#options.writer.delta(choice, text, tokens)]);
  }

  reasoning(choice: number, text: string): void {
    this.#open(choice);
    this.#chunk([this.#options.writer.reasoning(choice, text)]);
  }

  toolCall(choice: number, delta: ToolCallDelta): void {
    this.#open(choice);
    this.#chunk([this.#options.writer.toolCall(choice, delta)]);
  }

  finish(choice: number, reason: FinishReason, findings: TextFindings): void {
    this.#open(choice);
    const annotation = this.#options.writer.annotation(choice, findings);
    if (annotation !== undefined) this.#chunk([annotation]);
    this.#chunk([this.#options.writer.closing(choice, reason)]);
  }

  done(usage: Usage): void {
    this.#start();
    if (this.#options.includeUsage) this.#chunk([], usage);
    this.#options.stream.end();
  }

  fail(error: FulgurError): void {
    this.#timer?.cancel();
    if (!this.#started) {
      this.#options.failed(error);
      return;
    }
    this.#options.stream.send(JSON.stringify(toHttpError(error).body));
    this.#options.stream.end();
  }

  /** The request was given up: nothing more is written. */
  abandon(): void {
    this.#timer?.cancel();
  }

  #open(choice: number): void {
    if (this.#begun.has(choice)) return;
    this.#begun.add(choice);
    const opening = this.#options.writer.opening(choice);
    if (opening !== undefined) this.#chunk([opening]);
  }

  #chunk(choices: readonly object[], usage?: Usage): void {
    this.#start();
    const { includeUsage, stream, writer } = this.#options;
    stream.send(writer.chunk(choices, includeUsage ? (usage ?? null) : undefined));
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#options.takeOver();
    this.#options.stream.start();
    const found = this.#options.writer.promptChunk(this.#prompts);
    if (found !== undefined) this.#options.stream.send(found);
  }
}
