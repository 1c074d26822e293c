// Content, reasoning and calls behind rules that block and redact, with guards that answer at once or when they like.
import { describe, expect, test } from 'vitest';
import { answerFormatOf } from '../../lib/model/answer/answer-formats.ts';
import { cutAtRandom } from '../../lib/model/answer/testing/split-answer.ts';
import { compilePolicy } from '../../lib/raise/policy/compile.ts';
import { Screen } from '../../lib/raise/screen.ts';
import { Random } from '../../lib/raise/testing/random.ts';
import { AnswerChannels } from './answer-channels.ts';
import type { AnswerStart } from './chat-dialect.ts';
import type { OutputScreenListener, TextScreen } from './output-screen.ts';

const policy = compilePolicy(
  String.raw`
version: test
redaction: "<{category}>"
categories:
  S1: { input: block, output: block }
  S10: { input: flag, output: redact }
rules:
  - { id: forbidden, category: S1, terms: [xyzzy bomb] }
  - { id: number, category: S10, patterns: ['\b4\d{7}\b'] }
`,
  'test',
);
const rules = policy.ruleSet('', 'output', 'assistant');
const tools = ['weather', 'clock'].map((name) => ({ name, description: '', parameters: {} }));
const format = answerFormatOf('<think></think><tool_call>', () => false) as AnswerStart['format'];

/** A guard of one text; `later` keeps its answers until they are wanted. */
function screenOf(listener: OutputScreenListener, later: ((answer: () => void) => void) | undefined): TextScreen {
  const screen = new Screen(rules);
  let pushed = '';
  let shown = 0;
  let over = false;
  const read = (text: string, end: boolean) => {
    if (over || screen.blocked) return;
    pushed += text;
    const release = screen.push(text, end);
    const altered = release.text !== pushed.slice(shown, release.releasedOffset);
    shown = release.releasedOffset;
    const answer = () => {
      if (over) return;
      if (release.text !== '' || altered) listener.onText(release.text, release.releasedOffset, altered);
      if (release.action === 'block') listener.onBlocked();
      else if (end) listener.onEnded();
    };
    if (later === undefined) answer();
    else later(answer);
  };
  return {
    findings: { findings: [], checkOffset: 0 },
    push: (text) => read(text, false),
    end: () => read('', true),
    cancel: () => {
      over = true;
    },
  };
}

interface Outcome {
  readonly content: string;
  readonly reasoning: string;
  readonly calls: readonly string[];
  readonly end: 'ended' | 'blocked' | undefined;
  readonly order: string;
}

interface Options {
  readonly stop?: readonly string[];
  readonly random?: Random;
  readonly oneCall?: boolean;
  readonly opening?: string;
}

function answerOf(pieces: readonly string[], { stop = [], random, oneCall = false, opening = '' }: Options = {}) {
  const calls: string[] = [];
  let content = '';
  let reasoning = '';
  let order = '';
  let end: Outcome['end'];
  const waiting: (() => void)[][] = [];
  const tell = (kind: string, say: () => void) => {
    if (end !== undefined) throw new Error(`${kind} after the end`);
    if (order.at(-1) !== kind) order += kind;
    say();
  };
  const channels: AnswerChannels = new AnswerChannels({
    answer: { format, opensReasoning: false, opening, tools, oneCall },
    stop,
    openScreen(_kind, listener) {
      const own: (() => void)[] = [];
      waiting.push(own);
      return screenOf(listener, random && ((answer) => own.push(answer)));
    },
    listener: {
      onText: (text) => text !== '' && tell('c', () => (content += text)),
      onReasoning: (text) => tell('r', () => (reasoning += text)),
      onToolCall: ({ index, name, arguments: text }) =>
        tell('t', () => (calls[index] = (calls[index] ?? `${name} `) + text)),
      onEnough: () => queueMicrotask(() => channels.end()),
      onEnded: () => (end = 'ended'),
      onBlocked: () => (end = 'blocked'),
      onUnscreened: () => {
        throw new Error('unscreened');
      },
    },
  });
  // Each screen answers in its order; between screens anything goes.
  const answerSome = (count: number) => {
    for (let left = count; left > 0; left -= 1) {
      const open = waiting.filter((own) => own.length > 0);
      if (open.length === 0) return;
      open[random?.below(open.length) ?? 0]?.shift()?.();
    }
  };
  for (const piece of pieces) {
    channels.push(piece);
    if (random) answerSome(random.below(4));
  }
  channels.end();
  answerSome(Number.POSITIVE_INFINITY);
  return { outcome: { content, reasoning, calls, end, order } as Outcome, channels };
}

const cases: [what: string, text: string, wanted: Partial<Outcome>][] = [
  [
    'nothing that is forbidden',
    '<think>Hm.</think>Well.<tool_call>{"name": "clock"}</tool_call>So.',
    { reasoning: 'Hm.', content: 'Well.\n\nSo.', calls: ['clock {}'], end: 'ended', order: 'rctc' },
  ],
  [
    'content',
    '<think>Hm.</think>An xyzzy bomb is<tool_call>{"name": "clock"}</tool_call>',
    { reasoning: 'Hm.', content: 'An ', calls: [], end: 'blocked' },
  ],
  ['reasoning', '<think>An xyzzy bomb</think>Well.', { reasoning: 'An ', content: '', end: 'blocked' }],
  [
    'arguments',
    '<tool_call>{"name": "clock"}</tool_call><tool_call>{"name": "weather", "arguments": {"city": "an xyzzy bomb"}}</tool_call>Well.',
    { calls: ['clock {}', 'weather {"city": "an '], content: '', end: 'blocked' },
  ],
  [
    'arguments whose letters are escaped',
    '<tool_call>{"name": "weather", "arguments": {"city": "xyz\\u007ay\\nb\\u006fmb"}}</tool_call>',
    { calls: ['weather {"city": "'], end: 'blocked' },
  ],
  [
    'content that a call cuts in two',
    'An xyzzy <tool_call>{"name": "clock"}</tool_call> bomb',
    { content: 'An xyzzy', calls: ['clock {}'], end: 'blocked' },
  ],
  [
    'reasoning in two passages',
    '<think>An xyzzy</think><tool_call>{"name": "clock"}</tool_call><think>bomb</think>Well.',
    { content: '', end: 'blocked' },
  ],
  [
    'a malformed call',
    '<tool_call>{"name": "xyzzy bomb"}</tool_call>',
    { content: '<tool_call>{"name": "', calls: [], end: 'blocked' },
  ],
  [
    'numbers to redact, everywhere',
    '<think>Is 40128888 it?</think>It is 40128888.<tool_call>{"name": "weather", "arguments": {"city": "40128888", "n": 40128888}}</tool_call>',
    {
      reasoning: 'Is <S10> it?',
      content: 'It is <S10>.',
      calls: ['weather {"city": "<S10>", "n": "<S10>"}'],
      end: 'ended',
    },
  ],
];

describe('what the guard lets pass of', () => {
  test.each(cases)('%s is the same however the text is cut and whenever the guard answers', (_, text, wanted) => {
    const whole = answerOf([text]).outcome;
    expect(whole).toMatchObject(wanted);
    expect(answerOf([...text]).outcome).toEqual(whole);
    const random = new Random(23);
    for (let round = 0; round < 150; round += 1) {
      const pieces = cutAtRandom(text, 1 + random.below(20), random);
      expect(answerOf(pieces, { random }).outcome, JSON.stringify(pieces)).toEqual(whole);
    }
  });
});

test('passages are shown in their order even when a later one is cleared first', () => {
  const random = new Random(1);
  const text = '<think>A</think>B<tool_call>{"name": "clock"}</tool_call>C';
  for (let round = 0; round < 100; round += 1) {
    expect(answerOf(cutAtRandom(text, 5, random), { random }).outcome.order).toBe('rctc');
  }
});

test('what the prompt has begun of a call is part of it', () => {
  const opening = '<tool_call>\n{"name": "weather", "arguments": {';
  const { outcome } = answerOf(['"city": "Oslo"}}</tool_call>'], { opening });
  expect(outcome.calls).toEqual(['weather {"city": "Oslo"}']);
});

test('characters of content are told from all others, at their places in the text', () => {
  const text = '<think>Hm.</think>\n\nWell.<tool_call>{"name": "clock"}</tool_call>So, stop it';
  const { channels, outcome } = answerOf([...text], { stop: ['stop'] });
  expect(outcome.content).toBe('Well.\n\nSo, ');
  const shown = [...text].filter((_, offset) => channels.isContent(offset)).join('');
  expect(shown).toBe('Well.So, ');
});
