// Calls whose arguments come one by one between tags: <parameter=city>Oslo</parameter>. They are written again as JSON.
import type { CallScope } from './answer-format.ts';
import type { AnswerReader, Reading } from './answer-reader.ts';
import { argumentJson, onlyText } from './argument-value.ts';

export interface TaggedGrammar {
  /** Before the name; undefined when the name follows the opening at once. */
  readonly call: { readonly open: string; readonly nameEnd: string; readonly close: string } | undefined;
  readonly parameter: {
    readonly open: string;
    readonly nameEnd: string;
    /** What ends the name of an argument that is a text, in families that say so; then `nameEnd` says that it is JSON. */
    readonly textNameEnd?: string;
    /** Between the name and the value, white space around it apart. */
    readonly valueOpen: string | undefined;
    readonly close: string;
  };
  /** Values stand on lines of their own: one line break on each side is not theirs. */
  readonly ownLines: boolean;
  /** Closes what the opening opened. */
  readonly close: string;
}

const nameMax = 256;
const textSchema = { type: 'string' };

/** Reads the calls of one opening. `inCall`: the tag before the name is read already. */
export function* readTaggedCalls(
  reader: AnswerReader,
  scope: CallScope,
  grammar: TaggedGrammar,
  inCall: boolean,
): Reading<'read' | 'malformed'> {
  const { call, close } = grammar;
  for (let calls = 0; ; calls += 1) {
    const start = reader.mark();
    yield* reader.skipSpace();
    if (calls > 0 && (yield* reader.take(close))) {
      reader.release();
      return 'read';
    }
    const opened = call === undefined ? calls === 0 : (inCall && calls === 0) || (yield* reader.take(call.open));
    const name = opened ? yield* readName(reader, scope, grammar) : undefined;
    if (name === undefined) {
      reader.rewind(start);
      return calls > 0 ? 'read' : 'malformed';
    }
    reader.release();
    const whole = yield* readArguments(reader, scope, grammar, name);
    if (!whole || call === undefined) return 'read';
  }
}

/** The name of a tool that may be called, read up to where its arguments begin. */
function* readName(reader: AnswerReader, scope: CallScope, grammar: TaggedGrammar): Reading<string | undefined> {
  const { call, parameter, close } = grammar;
  const start = reader.at;
  const ends = call === undefined ? ['\n', parameter.open, close] : [call.nameEnd];
  const read = yield* reader.textUntil(ends, nameMax);
  const name = read?.text.trim() ?? '';
  if (read === undefined || scope.tool(name) === undefined) return undefined;
  // Tags that end a name are read again as what they are.
  if (call === undefined && read.marker !== '\n') reader.stepBack(start + read.text.length);
  return name;
}

/** Whether the call ended by its own tag. */
function* readArguments(
  reader: AnswerReader,
  { sink, tool }: CallScope,
  grammar: TaggedGrammar,
  name: string,
): Reading<boolean> {
  const schema = tool(name)?.parameters;
  const end = grammar.call?.close ?? grammar.close;
  sink.call(name);
  sink.arguments('{');
  for (let count = 0; ; count += 1) {
    yield* reader.skipSpace();
    const over = yield* reader.take(end);
    const start = reader.mark();
    const key = over ? undefined : yield* readKey(reader, grammar);
    if (key === undefined) reader.rewind(start);
    else reader.release();
    if (key === undefined) {
      // A call that was cut off by the end of the text stays cut off; anything else is closed.
      const cut = !over && (yield* reader.peek()) === undefined;
      if (!cut) sink.arguments('}');
      sink.callEnd(reader.at);
      return over;
    }
    sink.arguments(`${count === 0 ? '' : ', '}${JSON.stringify(key.name)}: `);
    const valueSchema = key.isText ? textSchema : propertyOf(schema, key.name);
    const whole = yield* readArgument(reader, grammar, valueSchema, (text) => sink.arguments(text));
    if (whole) continue;
    sink.callEnd(reader.at);
    return false;
  }
}

interface Key {
  readonly name: string;
  /** The model has said that its value is a text. */
  readonly isText: boolean;
}

function* readKey(reader: AnswerReader, { parameter }: TaggedGrammar): Reading<Key | undefined> {
  const { open, nameEnd, textNameEnd, valueOpen } = parameter;
  if (!(yield* reader.take(open))) return undefined;
  const read = yield* reader.textUntil(textNameEnd === undefined ? [nameEnd] : [nameEnd, textNameEnd], nameMax);
  if (read === undefined) return undefined;
  const key = { name: read.text.trim(), isText: read.marker === textNameEnd };
  if (valueOpen === undefined) return key;
  yield* reader.skipSpace();
  return (yield* reader.take(valueOpen)) ? key : undefined;
}

/** One value as JSON. A text is written as it comes; anything else once it is whole. */
function* readArgument(
  reader: AnswerReader,
  grammar: TaggedGrammar,
  schema: unknown,
  write: (json: string) => void,
): Reading<boolean> {
  const { ownLines } = grammar;
  const close = [grammar.parameter.close];
  if (ownLines) yield* reader.take('\n');
  if (!onlyText(schema)) {
    let text = '';
    const marker = yield* reader.until(close, (piece) => {
      text += piece;
    });
    const value = ownLines && text.endsWith('\n') ? text.slice(0, -1) : text;
    write(marker === undefined ? text : argumentJson(value, schema));
    return marker !== undefined;
  }
  let held = '';
  write('"');
  const marker = yield* reader.until(close, (piece) => {
    const text = held + piece;
    held = (ownLines ? /[\n\ud800-\udbff]$/ : /[\ud800-\udbff]$/).exec(text)?.[0] ?? '';
    write(escaped(text.slice(0, text.length - held.length)));
  });
  if (marker === undefined || held !== '\n') write(escaped(held));
  if (marker !== undefined) write('"');
  return marker !== undefined;
}

/** As it stands between the quotes of a JSON string. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function propertyOf(schema: unknown, key: string): unknown {
  const properties = (schema as { properties?: Record<string, unknown> } | undefined)?.properties;
  return typeof properties === 'object' && properties !== null && Object.hasOwn(properties, key)
    ? properties[key]
    : undefined;
}
