// Calls as JSON objects: {"name": "f", "arguments": {...}}, keys in any order, one by one or in an array.
import type { CallScope } from './answer-format.ts';
import { type AnswerReader, isSpace, type Reading } from './answer-reader.ts';

/** What comes before the name is known waits; it may be this long, in characters. */
export const callHeaderMax = 65_536;

const nameKeys: ReadonlySet<string> = new Set(['name', 'tool_name']);
const argumentKeys: ReadonlySet<string> = new Set(['arguments', 'parameters']);
/** A bare object that begins with another key is an answer in JSON, no call. */
const callKeys: ReadonlySet<string> = new Set([...argumentKeys, 'name', 'type', 'id', 'function']);

/** Reads one object, or an array of them; what is wrong before a call has begun makes the whole malformed. */
export function* readJsonCalls(reader: AnswerReader, scope: CallScope): Reading<'read' | 'malformed'> {
  yield* reader.skipSpace();
  if (!(yield* reader.take('['))) return (yield* readJsonCall(reader, scope)) ? 'read' : 'malformed';
  let calls = 0;
  for (;;) {
    yield* reader.skipSpace();
    if (yield* reader.take(']')) return calls > 0 ? 'read' : 'malformed';
    const start = reader.mark();
    if (!(yield* readJsonCall(reader, scope))) {
      reader.rewind(start);
      return calls > 0 ? 'read' : 'malformed';
    }
    reader.release();
    calls += 1;
    yield* reader.skipSpace();
    yield* reader.take(',');
  }
}

/** How a call as a JSON object begins: of any tool, or of the one that is named, up to its first argument. */
export function jsonCallStart(name: string | undefined, argumentsKey = 'arguments'): string {
  return `{"name": "${name === undefined ? '' : `${name}", "${argumentsKey}": {`}`;
}

/** The call of a tool whose arguments come next; false when no object does. Its end is for the caller to tell. */
export function* readObjectCall(reader: AnswerReader, { sink }: CallScope, name: string): Reading<boolean> {
  yield* reader.skipSpace();
  const next = yield* reader.peek();
  if (next !== '{' && next !== undefined) return false;
  sink.call(name);
  yield* readValue(reader, (text) => sink.arguments(text));
  return true;
}

/** Whether a call came of it; once one has begun it ends where its object does, or where that stops being one. */
export function* readJsonCall(reader: AnswerReader, scope: CallScope, bare = false): Reading<boolean> {
  if (!(yield* reader.take('{'))) return false;
  const { sink } = scope;
  const start = reader.at;
  let name: string | undefined;
  let waiting: string | undefined;
  let begun = false;
  const begin = (known: string) => {
    begun = true;
    sink.call(known);
    if (waiting !== undefined) sink.arguments(waiting);
  };
  const end = () => {
    if (!begun) begin(name as string);
    sink.callEnd(reader.at);
    return true;
  };
  for (let members = 0; ; members += 1) {
    yield* reader.skipSpace();
    if (yield* reader.take('}')) {
      if (name === undefined) return false;
      waiting ??= begun ? undefined : '{}';
      return end();
    }
    const key = yield* readString(reader, callHeaderMax);
    yield* reader.skipSpace();
    const isMember = key !== undefined && (yield* reader.take(':'));
    if (bare && members === 0 && !callKeys.has(key ?? '')) return false;
    if (!isMember || reader.at - start > callHeaderMax) return begun && end();
    yield* reader.skipSpace();
    let whole: boolean;
    if (nameKeys.has(key) && name === undefined) {
      name = yield* readString(reader, callHeaderMax);
      if (name === undefined || scope.tool(name) === undefined) return false;
      if (waiting !== undefined) begin(name);
      whole = true;
    } else if (argumentKeys.has(key) && !begun && waiting === undefined) {
      if (name !== undefined && (yield* reader.peek()) === '{') begin(name);
      let text = '';
      whole = yield* readArguments(reader, (piece) => {
        if (begun) sink.arguments(piece);
        else text += piece;
      });
      if (!begun) {
        if (!whole || text.length > callHeaderMax) return false;
        waiting = text;
        if (name !== undefined) begin(name);
      }
    } else {
      whole = yield* readValue(reader, () => {});
    }
    if (!whole) return begun && end();
    yield* reader.skipSpace();
    yield* reader.take(',');
  }
}

/** An object, as it is written; else a text that holds one, or nothing. Whether it was one of them. */
function* readArguments(reader: AnswerReader, take: (json: string) => void): Reading<boolean> {
  if ((yield* reader.peek()) === '{') return yield* readValue(reader, take);
  const text = (yield* reader.take('null')) ? '' : yield* readString(reader, callHeaderMax);
  if (text === undefined) return false;
  take(text.trim() === '' ? '{}' : text);
  return text.trim() === '' || text.trimStart().startsWith('{');
}

/** A JSON string, decoded; undefined when none comes next or it is longer than `most`. */
function* readString(reader: AnswerReader, most: number): Reading<string | undefined> {
  if ((yield* reader.peek()) !== '"') return undefined;
  let text = '';
  const whole = yield* readValue(
    reader,
    (piece) => {
      text += piece;
    },
    most,
  );
  if (!whole || text.length > most) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One JSON value, handed on as it is written. False when the text ends in it, or when it goes on with what no value
 * can hold outside of its strings.
 */
export function* readValue(
  reader: AnswerReader,
  take: (piece: string) => void,
  most = Number.POSITIVE_INFINITY,
): Reading<boolean> {
  const scanner = new ValueScanner(most);
  const ended = yield* reader.stretch((text) => scanner.scan(text), take);
  return ended ? scanner.whole : false;
}

/** Finds the end of a JSON value without understanding more of it than strings and brackets. */
class ValueScanner {
  /** The value has ended as a value does. */
  whole = false;
  #left: number;
  #depth = 0;
  #begun = false;
  #inString = false;
  #escaped = false;

  constructor(most: number) {
    this.#left = most;
  }

  scan(text: string): { length: number; done: boolean } {
    for (let index = 0; index < text.length; index += 1) {
      if (--this.#left < 0) return { length: index, done: true };
      const character = text[index] as string;
      if (this.#inString) {
        if (this.#readInString(character)) return this.#end(index + 1);
      } else if (character === '"') {
        if (this.#begun && this.#depth === 0) return { length: index, done: true };
        this.#inString = true;
      } else if (character === '{' || character === '[') {
        if (this.#begun && this.#depth === 0) return { length: index, done: true };
        this.#depth += 1;
      } else if (character === '}' || character === ']') {
        // Of a number or a word the end is known by what comes after it.
        if (this.#depth === 0) return this.#begun ? this.#end(index) : { length: index, done: true };
        this.#depth -= 1;
        if (this.#depth === 0) return this.#end(index + 1);
      } else if (this.#depth === 0 && (character === ',' || isSpace(character))) {
        return this.#end(index);
      } else if (!/[\s,:\w.+-]/.test(character)) {
        return { length: index, done: true };
      }
      this.#begun = true;
    }
    return { length: text.length, done: false };
  }

  /** Whether the value, a string, ends here. */
  #readInString(character: string): boolean {
    if (this.#escaped) this.#escaped = false;
    else if (character === '\\') this.#escaped = true;
    else if (character === '"') {
      this.#inString = false;
      return this.#depth === 0;
    }
    return false;
  }

  #end(length: number): { length: number; done: boolean } {
    this.whole = true;
    return { length, done: true };
  }
}
