import { describe, expect, test } from 'vitest';
import { noise } from '../../test/support/numbers.ts';
import { StreamDecoder, type StreamDecoderOptions, type TokenPieces } from './stream-decoder.ts';

/** A vocabulary of the given pieces, in order; those written as text between < and > are control tokens. */
function vocabulary(...pieces: (string | number[])[]): TokenPieces {
  return {
    piece: (id) => Buffer.from(pieces[id] as string),
    isControl: (id) => typeof pieces[id] === 'string' && pieces[id].startsWith('<'),
  };
}

function decodeAll(pieces: TokenPieces, ids: number[], options?: StreamDecoderOptions): string[] {
  const decoder = new StreamDecoder(pieces, options);
  return [...ids.map((id) => decoder.push(id)), decoder.end()];
}

describe('StreamDecoder', () => {
  test('gives out a character with the token that completes it', () => {
    const pieces = vocabulary([0xf0], [0x9f, 0xa6], [0x8a, 0x21]);
    expect(decodeAll(pieces, [0, 1, 2])).toEqual(['', '', '🦊!', '']);
  });

  test('bytes that cannot become a character are replaced as soon as that is certain', () => {
    const pieces = vocabulary([0xe4, 0xbd], ' the', [0xff]);
    expect(decodeAll(pieces, [0, 1, 2])).toEqual(['', '\ufffd the', '\ufffd', '']);
  });

  test('a character that the end cuts off is replaced at the end, not before', () => {
    expect(decodeAll(vocabulary('a', [0xf0, 0x9f]), [0, 1])).toEqual(['a', '', '\ufffd']);
  });

  test('a continuation keeps the space that separates it from the prompt', () => {
    expect(decodeAll(vocabulary(' there', ' lived'), [0, 1]).join('')).toBe(' there lived');
  });

  test('a text of its own drops one leading space and no more', () => {
    const pieces = vocabulary('  there', ' lived');
    expect(decodeAll(pieces, [0, 1], { startsText: true }).join('')).toBe(' there lived');
  });

  test('control tokens give no text unless they are asked for', () => {
    const pieces = vocabulary('Bye', '<|im_end|>');
    expect(decodeAll(pieces, [0, 1])).toEqual(['Bye', '', '']);
    expect(decodeAll(pieces, [0, 1], { showControl: true })).toEqual(['Bye', '<|im_end|>', '']);
    const two = vocabulary('<|a|>', '<|b|>');
    expect(decodeAll(two, [0, 1], { showControl: new Set([1]) })).toEqual(['', '<|b|>', '']);
  });

  test('gives the same text, and as early, as a streaming decoder, however bytes are cut and whatever they are', () => {
    const starts = [
      0x41, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xe4, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x9f, 0xa0, 0x8f, 0x90,
    ];
    const drawn = noise(20_000, 5);
    let draws = 0;
    const random = (below: number) => Math.floor(((drawn[draws++]! + 1) / 2) * below);
    const pieces = Array.from({ length: 4_000 }, () =>
      Array.from({ length: 1 + random(4) }, () => starts[random(starts.length)]!),
    );
    const reference = new TextDecoder('utf-8', { ignoreBOM: true });
    const expected = pieces.map((piece) => reference.decode(Uint8Array.from(piece), { stream: true }));
    const ids = pieces.map((_, id) => id);
    expect(decodeAll(vocabulary(...pieces), ids)).toEqual([...expected, reference.decode()]);
  });

  test('keeps a byte order mark, which is a character like any other', () => {
    expect(decodeAll(vocabulary([0xef, 0xbb, 0xbf], 'a'), [0, 1]).join('')).toBe('\ufeffa');
  });
});
