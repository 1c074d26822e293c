// gpt-oss: messages with a channel each. analysis is reasoning, final and commentary are content, commentary to a function
// is a call whose message is its arguments. The prompt ends inside of the first header, behind `<|start|>assistant`.
import type { AnswerFormat, AnswerSink, CallScope } from '../answer-format.ts';
import type { AnswerReader, Reading } from '../answer-reader.ts';

const start = '<|start|>';
const channel = '<|channel|>';
const message = '<|message|>';
const ends = ['<|end|>', '<|return|>', '<|call|>'];
const headerMax = 256;
const headerPattern =
  /^(?:<\|start\|>)?\s*(?:assistant)?\s*(?:to=[^\s<]+)?\s*(?:<\|channel\|>\s*\w+)?\s*(?:to=[^\s<]+)?\s*(?:<\|constrain\|>)?\s*\w*\s*$/;
const recipientPattern = /to=functions\.([\w-]+)/;

export const harmony: AnswerFormat = {
  name: 'harmony',
  reasoning: undefined,
  wrapper: undefined,
  harmony: true,
  calls: {
    openings: [],
    inside: [start, channel, message, '<|constrain|>', ...ends],
    forced: (name) =>
      `${channel}commentary to=functions.${name === undefined ? '' : `${name} <|constrain|>json${message}{`}`,
  },
};

interface Header {
  readonly kind: 'reasoning' | 'content' | 'call';
  readonly tool?: string;
  /** What is shown of it when its message is none that can be placed. */
  readonly text: string;
}

/** Tells texts of one kind, with the gaps between those of different messages. */
class Joined {
  readonly #sink: AnswerSink;
  readonly #kind: 'content' | 'reasoning';
  #told = false;
  #fresh = true;

  constructor(sink: AnswerSink, kind: 'content' | 'reasoning') {
    this.#sink = sink;
    this.#kind = kind;
  }

  begin(): void {
    this.#fresh = true;
  }

  tell(text: string, at: number): void {
    if (this.#fresh && this.#told) this.#sink.gap(this.#kind);
    this.#fresh = false;
    this.#told = true;
    this.#sink[this.#kind](text, at);
  }
}

export function* readHarmony(reader: AnswerReader, scope: CallScope): Reading<void> {
  const content = new Joined(scope.sink, 'content');
  const reasoning = new Joined(scope.sink, 'reasoning');
  const bodyEnds = [...ends, start, channel];
  let before = '';
  while ((yield* reader.peek()) !== undefined) {
    const at = reader.at;
    const header = yield* readHeader(reader, before);
    content.begin();
    reasoning.begin();
    let marker: string | undefined;
    if (header.kind === 'call' && header.tool !== undefined && scope.tool(header.tool) !== undefined) {
      marker = yield* readCall(reader, scope, header, bodyEnds, content, at);
    } else {
      // What is said to nobody that is there is said to the client, with the words that say to whom.
      const shown = header.kind === 'call' ? header.text : header.text === '' ? before : '';
      if (shown !== '') content.tell(shown, at);
      const into = header.kind === 'reasoning' ? reasoning : content;
      marker = yield* reader.until(bodyEnds, (text, from) => into.tell(text, from));
    }
    before = marker === start || marker === channel ? marker : '';
    if (ends.includes(marker ?? '')) before = yield* readBetween(reader, content);
  }
}

/** Up to the next message; text that is in none is content. */
function* readBetween(reader: AnswerReader, content: Joined): Reading<string> {
  yield* reader.skipSpace();
  if (yield* reader.take(start)) return start;
  content.begin();
  return '';
}

/** `before`: the part of it that is read already. */
function* readHeader(reader: AnswerReader, before: string): Reading<Header> {
  const mark = reader.mark();
  const opened = before !== '' || (yield* opensHeader(reader));
  const read = opened ? yield* reader.textUntil([message, ...ends], headerMax) : undefined;
  if (read?.marker !== message || !headerPattern.test(before + read.text)) {
    reader.rewind(mark);
    return { kind: 'content', text: '' };
  }
  reader.release();
  const text = before + read.text;
  const recipient = recipientPattern.exec(text)?.[1];
  const to = /\bto=(?!assistant|user|all)/.test(text);
  const name = /<\|channel\|>\s*(\w+)/.exec(text)?.[1];
  if (recipient !== undefined || to) {
    return { kind: 'call', text: text + message, ...(recipient !== undefined && { tool: recipient }) };
  }
  return { kind: name === 'analysis' ? 'reasoning' : 'content', text: text + message };
}

/** Whether what comes next may be the rest of a header; nothing of it is read. */
function* opensHeader(reader: AnswerReader): Reading<boolean> {
  const mark = reader.mark();
  yield* reader.skipSpace();
  const opening = yield* takeAny(reader, [start, channel, message, '<|constrain|>', 'to=']);
  reader.rewind(mark);
  return opening !== undefined;
}

/** Returns the marker that ended the message. */
function* readCall(
  reader: AnswerReader,
  { sink }: CallScope,
  header: Header,
  bodyEnds: readonly string[],
  content: Joined,
  at: number,
): Reading<string | undefined> {
  yield* reader.skipSpace();
  let ended = yield* takeAny(reader, bodyEnds);
  const next = yield* reader.peek();
  if (ended === undefined && next !== '{' && next !== undefined) {
    content.tell(header.text, at);
    return yield* reader.until(bodyEnds, (text, from) => content.tell(text, from));
  }
  sink.call(header.tool as string);
  if (ended !== undefined) sink.arguments('{}');
  else ended = yield* reader.until(bodyEnds, (text) => sink.arguments(text));
  sink.callEnd(reader.at);
  return ended;
}

function* takeAny(reader: AnswerReader, literals: readonly string[]): Reading<string | undefined> {
  for (const literal of literals) if (yield* reader.take(literal)) return literal;
  return undefined;
}
