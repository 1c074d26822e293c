// How a family of models writes its answers: what opens and closes reasoning, and how it writes a call of a tool.
import type { AnswerReader, Reading } from './answer-reader.ts';

/** A tool that may be called. */
export interface CallableTool {
  readonly name: string;
  /** JSON Schema of its arguments, an object. */
  readonly parameters?: unknown;
}

/** Where the parts of an answer go. Offsets `at` count UTF-16 code units of the text that the model wrote. */
export interface AnswerSink {
  content(text: string, at: number): void;
  reasoning(text: string, at: number): void;
  /** Content, or reasoning, goes on in another passage: told before its first text. */
  gap(kind: 'content' | 'reasoning'): void;
  /** A call begins; its arguments follow, a JSON text in pieces, then `callEnd`. */
  call(name: string): void;
  arguments(text: string): void;
  /** `at`: up to where the model's text has been read. */
  callEnd(at: number): void;
}

/** What a grammar of calls may do while it reads one. */
export interface CallScope {
  tool(name: string): CallableTool | undefined;
  readonly sink: AnswerSink;
}

/**
 * Reads what follows an opening marker; the marker is read already. Returns how it went: `malformed` says that no call has
 * begun with what was read, which is then content, the marker included.
 */
export type ReadCalls = (reader: AnswerReader, scope: CallScope, marker: string) => Reading<'read' | 'malformed'>;

export type CallIds = 'short' | 'numbered';

export interface CallFormat {
  /** Each opens one or more calls, which `read` reads. */
  readonly openings: readonly string[];
  readonly read?: ReadCalls;
  /** Markers inside of calls. */
  readonly inside: readonly string[];
  /** Calls may also begin without a marker, with this character at the start of a passage of content. */
  readonly bare?: string;
  /** What is put at the start of an answer so that a call follows: of any tool, or of the one that is named. */
  readonly forced: (name: string | undefined) => string;
  /**
   * What ids of calls have to look like in a conversation: `short` has nine letters and digits, for templates of the family refuse
   * others; `numbered` is functions.NAME:N, for the template writes the id where the model reads the name. Default: as they are.
   */
  readonly ids?: CallIds;
}

export interface TagPair {
  readonly open: string;
  readonly close: string;
}

export interface AnswerFormat {
  readonly name: string;
  readonly reasoning: TagPair | undefined;
  readonly calls: CallFormat | undefined;
  /** Tags around the content of some families, which are no part of it. */
  readonly wrapper: TagPair | undefined;
  /** Answers are messages with channels, in a grammar of their own. */
  readonly harmony: boolean;
}

/** Control tokens with these texts have to reach the parser. */
export function markersOf({ reasoning, calls, wrapper }: AnswerFormat): string[] {
  const pairs = [reasoning, wrapper].flatMap((pair) => (pair === undefined ? [] : [pair.open, pair.close]));
  return [...pairs, ...(calls?.openings ?? []), ...(calls?.inside ?? [])];
}
