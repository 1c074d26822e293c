// What a parser makes of a text that arrives in given pieces.
import type { Random } from '../../../raise/testing/random.ts';
import type { AnswerFormat, AnswerSink, CallableTool } from '../answer-format.ts';
import { AnswerParser } from '../answer-parser.ts';

export interface SplitAnswer {
  readonly content: string;
  readonly reasoning: string;
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
}

export interface SplitOptions {
  readonly tools?: readonly CallableTool[];
  readonly opensReasoning?: boolean;
}

export function splitAnswer(format: AnswerFormat, pieces: readonly string[], options: SplitOptions = {}): SplitAnswer {
  const calls: { name: string; arguments: string }[] = [];
  let content = '';
  let reasoning = '';
  let open = false;
  const sink: AnswerSink = {
    content: (text) => {
      if (open || text === '') throw new Error(`content ${JSON.stringify(text)} out of place`);
      content += text;
    },
    reasoning: (text) => {
      if (open || text === '') throw new Error(`reasoning ${JSON.stringify(text)} out of place`);
      reasoning += text;
    },
    gap: (kind) => {
      if (kind === 'content') content += '\n\n';
      else reasoning += '\n\n';
    },
    call: (name) => {
      if (open) throw new Error('a call inside of a call');
      open = true;
      calls.push({ name, arguments: '' });
    },
    arguments: (text) => {
      if (!open) throw new Error('arguments without a call');
      (calls.at(-1) as { arguments: string }).arguments += text;
    },
    callEnd: () => {
      if (!open) throw new Error('the end of no call');
      open = false;
    },
  };
  const { tools = [], opensReasoning = false } = options;
  const parser = new AnswerParser({ format, tools, opensReasoning, sink });
  for (const piece of pieces) parser.push(piece);
  parser.end();
  if (open) throw new Error('a call that did not end');
  return { content, reasoning, calls };
}

/** The text in pieces of one to `most` code units. */
export function cutAtRandom(text: string, most: number, random: Random): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + random.below(most);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}
