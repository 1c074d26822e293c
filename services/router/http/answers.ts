// The two ways in which a request's output becomes an HTTP response: all at once, or as a stream of events.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { Deadlines, Due } from '../../../lib/actor/deadlines.ts';
import type { FulgurError } from '../../../lib/wire/errors.ts';
import type { FinishReason, GenerationOutput, ReleasedToken, Usage } from '../generation-output.ts';
import type { PromptFindings, TextFindings } from '../guarding-annotations.ts';
import type { ToolCallDelta } from '../tool-calling.ts';
import { type AnswerStyle, ChunkWriter, wholeBody } from './answer-format.ts';
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
  readonly #style: AnswerStyle;
  readonly #choices: CollectedChoice[];
  #prompts: PromptFindings = [];
  readonly #done: (body: object) => void;
  readonly #failed: (error: FulgurError) => void;

  constructor(style: AnswerStyle, choices: number, done: (body: object) => void, failed: (error: FulgurError) => void) {
    this.#style = style;
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
    this.#done(wholeBody(this.#style, this.#choices, usage, this.#prompts));
  }

  fail(error: FulgurError): void {
    this.#failed(error);
  }
}

/** What all streamed answers of a server share. */
export interface StreamedAnswerServices {
  readonly clock: Clock;
  readonly openings: Deadlines;
  /** A stream is opened after this long even when there is no text yet, so that proxies see something. */
  readonly openAfterMs: number;
}

/** What is needed until the first byte. */
export interface Unopened {
  readonly headers: Record<string, string>;
  /** Called before the first byte: the response is the stream's from now on. */
  readonly takeOver: () => void;
  /** Before anything was sent, a failure is an ordinary response. */
  readonly failed: (error: FulgurError) => void;
}

/** Writes chunks as they come. */
export class StreamedAnswer implements GenerationOutput, Due {
  readonly #services: StreamedAnswerServices;
  readonly #stream: EventStream;
  readonly #writer: ChunkWriter;
  readonly #includeUsage: boolean;
  readonly #begun: boolean[];
  #unopened: Unopened | undefined;
  #prompts: PromptFindings | undefined;
  dueMs = 0;

  constructor(
    services: StreamedAnswerServices,
    stream: EventStream,
    answer: AnswerStyle & { readonly choices: number; readonly includeUsage: boolean },
    unopened: Unopened,
  ) {
    this.#services = services;
    this.#stream = stream;
    this.#writer = new ChunkWriter(answer);
    this.#includeUsage = answer.includeUsage;
    this.#begun = new Array<boolean>(answer.choices).fill(false);
    this.#unopened = unopened;
  }

  begin(prompts: PromptFindings): void {
    this.#prompts = prompts;
    const { clock, openings, openAfterMs } = this.#services;
    this.dueMs = clock.now() + openAfterMs;
    openings.add(this);
  }

  onDue(): void {
    this.#start();
  }

  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): void {
    this.#open(choice);
    this.#chunk([this.#writer.delta(choice, text, tokens)]);
  }

  reasoning(choice: number, text: string): void {
    this.#open(choice);
    this.#chunk([this.#writer.reasoning(choice, text)]);
  }

  toolCall(choice: number, delta: ToolCallDelta): void {
    this.#open(choice);
    this.#chunk([this.#writer.toolCall(choice, delta)]);
  }

  finish(choice: number, reason: FinishReason, findings: TextFindings): void {
    this.#open(choice);
    const annotation = this.#writer.annotation(choice, findings);
    if (annotation !== undefined) this.#chunk([annotation]);
    this.#chunk([this.#writer.closing(choice, reason)]);
  }

  done(usage: Usage): void {
    this.#start();
    if (this.#includeUsage) this.#chunk([], usage);
    this.#stream.end();
  }

  fail(error: FulgurError): void {
    this.#services.openings.delete(this);
    if (this.#unopened !== undefined) {
      this.#unopened.failed(error);
      return;
    }
    this.#stream.send(JSON.stringify(toHttpError(error).body));
    this.#stream.end();
  }

  /** The request was given up: nothing more is written. */
  abandon(): void {
    this.#services.openings.delete(this);
    this.#stream.close();
  }

  #open(choice: number): void {
    if (this.#begun[choice]) return;
    this.#begun[choice] = true;
    const opening = this.#writer.opening(choice);
    if (opening !== undefined) this.#chunk([opening]);
  }

  #chunk(choices: readonly object[], usage?: Usage): void {
    this.#start();
    this.#stream.send(this.#writer.chunk(choices, this.#includeUsage ? (usage ?? null) : undefined));
  }

  #start(): void {
    if (this.#unopened === undefined) return;
    const { takeOver, headers } = this.#unopened;
    this.#unopened = undefined;
    this.#services.openings.delete(this);
    takeOver();
    this.#stream.start(headers);
    const found = this.#writer.promptChunk(this.#prompts ?? []);
    this.#prompts = undefined;
    if (found !== undefined) this.#stream.send(found);
  }
}
