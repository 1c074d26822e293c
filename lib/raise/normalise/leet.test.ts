import { describe, expect, it } from 'vitest';
import { foldLeet } from './leet.ts';

/** As people write it: one digit for i and for l. */
const disguised = (word: string) => word.replace(/[il]/g, '1').replace(/e/g, '3').replace(/a/g, '4');
const readingsOf = (word: string) => foldLeet(`we ${disguised(word)} it`).map((text) => text.split(' ')[1]);

describe('one digit for two letters', () => {
  it('is read as the letter that stands between such neighbours', () => {
    const words =
      'hospital silence religion family evil explain install could violent likely holiday airline policeman';
    for (const word of words.split(' ')) expect(readingsOf(word)[0], word).toBe(word);
  });

  it('is read in several ways where neighbours do not decide', () => {
    for (const word of 'village million client brilliant alliance'.split(' ')) {
      expect(readingsOf(word), word).toContain(word);
    }
  });

  it('leaves words without digits as they are', () => {
    expect(foldLeet('we fill it')).toEqual([]);
    expect(foldLeet('k1ll the ill will')).toContain('kill the ill will');
  });
});
