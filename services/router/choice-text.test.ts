import { expect, test } from 'vitest';
import { ChoiceText, type TokenDecoder } from './choice-text.ts';

/** Token ids are bytes; characters come out once whole, as the real decoder does it. */
class ByteDecoder implements TokenDecoder {
  readonly #decoder = new TextDecoder();
  push(id: number): string {
    return this.#decoder.decode(new Uint8Array([id]), { stream: true });
  }
  end(): string {
    return this.#decoder.decode();
  }
}

function feed(text: ChoiceText, bytes: Iterable<number>): string {
  let out = '';
  for (const id of bytes) out += text.push({ id, logprob: -id, top: [] });
  return out;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const idsOf = (tokens: readonly { id: number }[]) => tokens.map((token) => token.id);

test('each token is released with the last character of its text', () => {
  const text = new ChoiceText(new ByteDecoder(), []);
  expect(feed(text, utf8('ab'))).toBe('ab');
  expect(idsOf(text.releaseUpTo(1))).toEqual([97]);
  expect(idsOf(text.releaseUpTo(2))).toEqual([98]);
});

test('tokens that hold parts of one character wait for all of it', () => {
  const text = new ChoiceText(new ByteDecoder(), []);
  const bytes = [...utf8('é')];
  expect(feed(text, bytes.slice(0, 1))).toBe('');
  expect(text.releaseUpTo(0)).toEqual([]);
  expect(feed(text, bytes.slice(1))).toBe('é');
  expect(idsOf(text.releaseUpTo(1))).toEqual(bytes);
});

test('a character cut off by the end becomes a replacement character with its tokens', () => {
  const text = new ChoiceText(new ByteDecoder(), []);
  feed(text, [0xe4, 0xbd]);
  expect(text.end()).toBe('\ufffd');
  expect(idsOf(text.releaseUpTo(1))).toEqual([0xe4, 0xbd]);
});

test('tokens behind a stop text are never released', () => {
  const text = new ChoiceText(new ByteDecoder(), ['##']);
  expect(feed(text, utf8('a##b'))).toBe('a');
  expect(text.stopped).toBe(true);
  expect(idsOf(text.releaseRest())).toEqual([97]);
});

test('a token that a stop text cuts in two is released with the part before the cut', () => {
  const words = ['one ', 'two##three'];
  const text = new ChoiceText({ push: (id) => words[id] as string, end: () => '' }, ['##']);
  expect(feed(text, [0, 1])).toBe('one two');
  expect(idsOf(text.releaseUpTo(7))).toEqual([0]);
  expect(idsOf(text.releaseRest())).toEqual([1]);
});

test('text held back for a stop text that does not come is released at the end', () => {
  const text = new ChoiceText(new ByteDecoder(), ['abc']);
  expect(feed(text, utf8('xab'))).toBe('x');
  expect(text.end()).toBe('ab');
  expect(idsOf(text.releaseUpTo(3))).toEqual([...utf8('xab')]);
});
