import { describe, expect, test } from 'vitest';
import { cutAtRandom } from '../../lib/model/answer/testing/split-answer.ts';
import { Random } from '../../lib/raise/testing/random.ts';
import { ArgumentText } from './argument-text.ts';

/** The reading of a text in pieces, and what is written out when the guard lets all of it pass, in pieces. */
function read(pieces: readonly string[], random: Random): { reading: string; written: string } {
  const text = new ArgumentText();
  let reading = '';
  let written = '';
  let shown = 0;
  for (const [index, piece] of pieces.entries()) {
    reading += text.push(piece, index === pieces.length - 1);
    const offset = shown + random.below(reading.length - shown + 1);
    written += text.release(reading.slice(shown, offset), offset);
    shown = offset;
  }
  return { reading, written: written + text.release(reading.slice(shown), reading.length) };
}

describe('the reading of arguments', () => {
  test.each([
    ['{"a": "b\\u006fmb"}', '{"a": "bomb"}'],
    ['{"a": "pipe\\n\\tbomb"}', '{"a": "pipe  bomb"}'],
    ['{"a": "\\u70b8\\u5f39"}', '{"a": "炸弹"}'],
    ['{"a": "\\ud83e\\udd8a"}', '{"a": "🦊"}'],
    ['{"a": "http:\\/\\/x"}', '{"a": "http://x"}'],
    ['{"a": "say \\"b\\u0022\\\\n\\u005c"}', '{"a": "say \\"b\\u0022\\\\n\\u005c"}'],
    ['{"a": "\\ud83e alone, \\udd8a"}', '{"a": "\\ud83e alone, \\udd8a"}'],
    ['{"a": "\\ud83e\\u0041"}', '{"a": "\\ud83eA"}'],
    ['{"a": "cut \\u00', '{"a": "cut \\u00'],
    ['{"a": "cut \\ud83e\\', '{"a": "cut \\ud83e\\'],
    ['{"a": "\\u0000\\u001f"}', '{"a": "  "}'],
  ])('of %s is %s, however it is cut, and what is written out is what came', (text, wanted) => {
    const random = new Random(5);
    expect(read([text], random)).toEqual({ reading: wanted, written: text });
    expect(read([...text], random)).toEqual({ reading: wanted, written: text });
    for (let round = 0; round < 100; round += 1) {
      expect(read(cutAtRandom(text, 1 + random.below(6), random), random)).toEqual({ reading: wanted, written: text });
    }
  });

  test('what the guard has redacted leaves JSON behind', () => {
    const redact = (written: string, found: string | RegExp) => {
      const text = new ArgumentText();
      const reading = text.push(written, true);
      return text.release(reading.replace(found, '[redacted: pii]'), reading.length);
    };
    const inText = redact('{"note": "caf\\u00e9\\n4012 8888, ok", "b": "\\"x\\""}', '4012 8888');
    expect(JSON.parse(inText)).toEqual({ note: 'café\n[redacted: pii], ok', b: '"x"' });
    expect(JSON.parse(redact('{"card": 40128888, "n": 1}', '40128888'))).toEqual({ card: '[redacted: pii]', n: 1 });
    const both = redact('{"a": "x 4012 8888", "b": 40128888, "c": "\\n y 4012 8888"}', /4012 ?8888/g);
    expect(JSON.parse(both)).toEqual({ a: 'x [redacted: pii]', b: '[redacted: pii]', c: '\n y [redacted: pii]' });
  });
});
