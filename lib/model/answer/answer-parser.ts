// Splits what a model writes into content, reasoning and calls of tools, as it comes.
//
// Owns the text that may still become part of a marker or a call. Does not know tokens, stop texts or the guard.
//
// Invariants
// 1. What the sink hears, taken together, depends on the text alone, never on how it was cut into pieces.
// 2. Nothing is lost: text that looked like a call and is none is content. Only markers, and white space beside them, go.
// 3. No text makes it fail.
import type { AnswerFormat, AnswerSink, CallableTool, CallScope } from './answer-format.ts';
import { AnswerReader, isSpace, type Reading } from './answer-reader.ts';
import { readHarmony } from './formats/harmony.ts';
import { readJsonCall } from './json-call.ts';

export interface AnswerParserOptions {
  readonly format: AnswerFormat;
  /** Those that may be called; none makes every call content. */
  readonly tools: readonly CallableTool[];
  /** The prompt ends inside of reasoning that it has opened. */
  readonly opensReasoning: boolean;
  readonly sink: AnswerSink;
}

/** Calls of one answer; more of them are content. */
export const callsMax = 128;
/** A malformed call up to this length, in characters, is looked through once more for calls inside of it. */
const rereadMax = 4096;

export class AnswerParser {
  readonly #reader = new AnswerReader();
  readonly #grammar: Reading<void>;

  constructor({ format, tools, opensReasoning, sink }: AnswerParserOptions) {
    const byName = new Map(tools.map((tool) => [tool.name, tool]));
    const reader = this.#reader;
    let calls = 0;
    const counting: AnswerSink = {
      content: (text, at) => sink.content(text, at),
      reasoning: (text, at) => sink.reasoning(text, at),
      gap: (kind) => sink.gap(kind),
      call(name) {
        calls += 1;
        // From here on it is a call: its arguments, which may be long, need not be kept.
        reader.commit();
        sink.call(name);
      },
      arguments: (text) => sink.arguments(text),
      callEnd: (at) => sink.callEnd(at),
    };
    const scope: CallScope = {
      tool: (name) => (calls < callsMax ? byName.get(name) : undefined),
      sink: counting,
    };
    const passages = new Passages(this.#reader, format, scope, tools.length > 0);
    this.#grammar = format.harmony ? readHarmony(this.#reader, scope) : passages.read(opensReasoning);
  }

  push(text: string): void {
    this.#reader.push(text);
    this.#grammar.next();
  }

  /** No more text comes: what waited is told. */
  end(): void {
    this.#reader.push('', true);
    this.#grammar.next();
  }
}

/** The grammar of every family but harmony: reasoning between tags, content, and calls that markers open. */
class Passages {
  readonly #reader: AnswerReader;
  readonly #format: AnswerFormat;
  readonly #scope: CallScope;
  readonly #markers: readonly string[];
  readonly #bare: string | undefined;
  /** White space that is content only if more content follows. */
  #space: { readonly text: string; readonly at: number }[] = [];
  /** Content has been told since the start, the last reasoning or the last call. */
  #inContent = false;
  /** Reasoning or a call has been read: white space that comes next is no content. */
  #behindMarker = false;
  #inWrapper = false;
  #told = { content: false, reasoning: false };

  constructor(reader: AnswerReader, format: AnswerFormat, scope: CallScope, calls: boolean) {
    this.#reader = reader;
    this.#format = format;
    this.#scope = scope;
    const { reasoning, wrapper } = format;
    this.#bare = calls ? format.calls?.bare : undefined;
    this.#markers = [
      ...(reasoning === undefined ? [] : [reasoning.open]),
      ...(calls ? (format.calls?.openings ?? []) : []),
      ...(wrapper === undefined ? [] : [wrapper.open, wrapper.close]),
    ];
  }

  *read(opensReasoning: boolean): Reading<void> {
    const { reasoning } = this.#format;
    if (opensReasoning && reasoning !== undefined) yield* this.#readReasoning(reasoning.close);
    for (;;) {
      if (!this.#inContent && (yield* this.#readBareCalls())) continue;
      const marker = yield* this.#reader.until(this.#markers, (text, at) => this.#content(text, at));
      if (marker === undefined) break;
      yield* this.#readMarked(marker, this.#reader.at - marker.length);
    }
    if (this.#inContent || !this.#behindMarker) this.#flushSpace();
  }

  *#readMarked(marker: string, at: number): Reading<void> {
    const { reasoning, calls, wrapper } = this.#format;
    if (marker === reasoning?.open) {
      // Inside of content it is a word about reasoning.
      if (this.#inContent) this.#content(marker, at);
      else yield* this.#readReasoning(reasoning.close);
    } else if (marker === wrapper?.open || marker === wrapper?.close) {
      const opens = marker === wrapper.open;
      if (opens ? this.#inContent : !this.#inWrapper) {
        this.#content(marker, at);
      } else {
        this.#passed();
        this.#inWrapper = opens;
      }
    } else if (calls?.read !== undefined) {
      const start = this.#reader.mark();
      const how = yield* calls.read(this.#reader, this.#scope, marker);
      if (how === 'read') {
        this.#reader.release();
        this.#passed();
        return;
      }
      const length = this.#reader.at - start;
      this.#reader.rewind(start);
      this.#content(marker, at);
      if (length > rereadMax) yield* this.#readPlain(length);
    }
  }

  /** Whether at least one call without a marker was read. */
  *#readBareCalls(): Reading<boolean> {
    if (this.#bare === undefined) return false;
    const start = this.#reader.mark();
    yield* this.#reader.skipSpace();
    // Families that write bare calls part them by semicolons.
    if (this.#behindMarker && (yield* this.#reader.take(';'))) yield* this.#reader.skipSpace();
    if ((yield* this.#reader.peek()) === this.#bare && (yield* readJsonCall(this.#reader, this.#scope, true))) {
      this.#reader.release();
      this.#passed();
      return true;
    }
    this.#reader.rewind(start);
    return false;
  }

  *#readReasoning(close: string): Reading<void> {
    const { sink } = this.#scope;
    this.#passed();
    let leading = true;
    let space: { text: string; at: number }[] = [];
    yield* this.#reader.until([close], (text, at) => {
      const from = leading ? text.length - text.trimStart().length : 0;
      const to = Math.max(from, text.trimEnd().length);
      if (to > from) {
        if (leading && this.#told.reasoning) sink.gap('reasoning');
        for (const waiting of space) sink.reasoning(waiting.text, waiting.at);
        space = [];
        leading = false;
        this.#told.reasoning = true;
        sink.reasoning(text.slice(from, to), at + from);
      }
      if (!leading && to < text.length) space.push({ text: text.slice(to), at: at + to });
    });
    this.#passed();
  }

  /** Content of a known length, whatever it looks like. */
  *#readPlain(length: number): Reading<void> {
    let left = length;
    yield* this.#reader.stretch(
      (text) => {
        const taken = Math.min(left, text.length);
        left -= taken;
        return { length: taken, done: left === 0 };
      },
      (text, at) => this.#content(text, at),
    );
  }

  /** Reasoning or a call begins or has ended. */
  #passed(): void {
    this.#inContent = false;
    this.#behindMarker = true;
    this.#space = [];
  }

  #content(text: string, at: number): void {
    const { sink } = this.#scope;
    let from = 0;
    if (!this.#inContent && this.#behindMarker) while (from < text.length && isSpace(text[from] as string)) from += 1;
    let to = text.length;
    while (to > from && isSpace(text[to - 1] as string)) to -= 1;
    if (to > from) {
      if (!this.#inContent && this.#told.content) sink.gap('content');
      this.#flushSpace();
      this.#inContent = true;
      this.#told.content = true;
      sink.content(text.slice(from, to), at + from);
    }
    if (to < text.length) this.#space.push({ text: text.slice(to), at: at + to });
  }

  #flushSpace(): void {
    for (const { text, at } of this.#space) this.#scope.sink.content(text, at);
    this.#space = [];
  }
}
