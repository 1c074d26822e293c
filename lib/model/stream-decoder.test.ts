import { describe, expect, test } from 'vitest';
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
  });

  test('keeps a byte order mark, which is a character like any other', () => {
    expect(decodeAll(vocabulary([0xef, 0xbb, 0xbf], 'a'), [0, 1]).join('')).toBe('\ufeffa');
  });
});
