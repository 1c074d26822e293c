import { describe, expect, it } from 'vitest';
import { CONFUSABLES } from './confusables.ts';
import { Normaliser, normaliseCodePoint, normaliseText } from './normalise.ts';

describe('normalised text', () => {
  it('is its own normal form, for every character', () => {
    for (let code = 0; code < 0x20000; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const once = String.fromCodePoint(...normaliseCodePoint(code));
      expect(normaliseText(once), code.toString(16)).toBe(once);
    }
  });

  it('is the same for a text composed and decomposed', () => {
    for (const text of ['Zoë façade Ångström', 'が ギ パ', '한국어', 'ﬁﬂ①㎏', 'Tiếng Việt']) {
      const forms = (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => normaliseText(text.normalize(form)));
      expect(new Set(forms).size, text).toBe(1);
    }
  });

  it('leaves ASCII and Chinese alone', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('');
    expect(normaliseText(ascii)).toBe(ascii);
    expect(normaliseText('从前有一个小村庄，')).toBe('从前有一个小村庄,');
  });

  it('drops what cannot be seen', () => {
    expect(normaliseText('b\u200bo\u00adm\ufeffb\u2060\ufe0f\u{e0041}\u202e')).toBe('bomb');
  });

  it('folds look-alikes to ASCII letters and digits only', () => {
    expect(normaliseText('раураl ℂ𝖍𝒂𝓉 🅱🅾🅼🅱 ꜱᴇᴄʀᴇᴛ')).toBe('paypal Chat BOMB secret');
    for (const [from, to] of CONFUSABLES)
      expect(String.fromCharCode(to), String.fromCodePoint(from)).toMatch(/^[A-Za-z0-9]$/);
  });

  it('is remembered per character without growing for ever', () => {
    const normaliser = new Normaliser();
    for (let code = 0x4e00; code < 0x4e00 + 20_000; code += 1) normaliser.map(code);
    expect(normaliser.map(0x4e00)).toEqual([0x4e00]);
    expect(normaliser.map(0x430)).toEqual([97]);
  });
});
