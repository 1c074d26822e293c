// Digits and signs that people write for letters. Which one is meant cannot be known while reading, so both are: the
// character itself and each letter that it may stand for.

const SUBSTITUTES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'gb',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'il',
  '|': 'il',
  '+': 't',
  '(': 'c',
  '#': 'h',
  '€': 'e',
  '£': 'l',
};

const letters: readonly (readonly number[] | undefined)[] = Array.from({ length: 128 }, (_, code) => lettersOf(code));
const others = new Map(
  Object.keys(SUBSTITUTES)
    .map((character) => character.codePointAt(0)!)
    .filter((code) => code >= 128)
    .map((code) => [code, lettersOf(code)!]),
);

function lettersOf(code: number): readonly number[] | undefined {
  const meant = SUBSTITUTES[String.fromCodePoint(code)];
  return meant === undefined ? undefined : Array.from(meant, (letter) => letter.charCodeAt(0));
}

/** Lower-case letters that `code` may stand for; undefined for most characters. */
export function leetLetters(code: number): readonly number[] | undefined {
  return code < 128 ? letters[code] : others.get(code);
}

/** A sign that may stand for a letter: whether a word ends beside it cannot be told. */
export function isLeetSign(code: number): boolean {
  return leetLetters(code) !== undefined && !(code >= 48 && code <= 57);
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/**
 * Whether a text that was read with substitutes is plausible: some of its letters are written as letters. Numbers that
 * happen to spell a word are not.
 */
export function isPlausibleLeet(text: string): boolean {
  let plain = 0;
  let substituted = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (isLetter(code)) plain += 1;
    else if (leetLetters(code) !== undefined) substituted += 1;
    else if (code >= 128) plain += 1;
  }
  return substituted === 0 || (plain >= 2 && plain * 3 >= substituted);
}

/** Brackets open before a word, marks of exclamation close behind it. */
const WORD = /[\p{L}\p{N}@$!|+#€£][\p{L}\p{N}@$!|+(#€£]*[\p{L}\p{N}@$|+#€£]|[\p{L}\p{N}@$]/gu;
const SUBSTITUTE = /[0-9@$!|+(#€£]/;
/** A letter with a substitute before it, or a digit behind it. */
const MIXED = /[0-9@$!|+#€£]\p{L}|\p{L}[0-9]|\p{L}\(\p{L}/u;
const ADDRESS = /[\w.+-]+@[\w-]+\.\w+/g;
/** Share of a text's words that mix letters and substitutes from which on words without any letter are taken for words, too. */
const MIXED_SHARE_MIN = 0.2;
/** Longer runs of letters and digits are keys, numbers or encoded. */
const WORD_CHARACTERS_MAX = 24;
/** Letters of a word that may be one of two; what is beyond is taken for the first. */
const OPEN_LETTERS_MAX = 4;
/** Ways to read the words of a text, the likeliest first. */
const FOLDS_MAX = 4;

/** The text with digits and signs read as the letters that they may stand for; empty where none stands in a word. */
export function foldLeet(text: string): string[] {
  if (!MIXED.test(text)) return [];
  const plain = text.replace(ADDRESS, ' ');
  if (!MIXED.test(plain)) return [];
  const words = Array.from(plain.matchAll(WORD), ([word]) => word);
  const mixed = words.filter((word) => word.length <= WORD_CHARACTERS_MAX && MIXED.test(word));
  if (mixed.length === 0) return [];
  const whole = mixed.length >= MIXED_SHARE_MIN * words.length;
  const meant = new Map((whole ? words.filter(isFoldable) : mixed).map((word) => [word, wordsMeant(word)]));
  const folds = Array.from({ length: FOLDS_MAX }, (_, rank) =>
    plain.replace(WORD, (word) => {
      const choices = meant.get(word);
      return choices?.[Math.min(rank, choices.length - 1)] ?? word;
    }),
  );
  return [...new Set(folds)];
}

function isFoldable(word: string): boolean {
  return word.length <= WORD_CHARACTERS_MAX && SUBSTITUTE.test(word);
}

/** The words that `word` may be, the likeliest first. */
function wordsMeant(word: string): string[] {
  let words = [''];
  for (const character of word.toLowerCase()) {
    const meant = leetLetters(character.codePointAt(0)!) ?? [character.codePointAt(0)!];
    const open = words.length < 2 ** OPEN_LETTERS_MAX ? meant : meant.slice(0, 1);
    words = words.flatMap((begun) => open.map((code) => begun + String.fromCodePoint(code)));
  }
  return words.sort((one, other) => likelihood(other) - likelihood(one));
}

/** Vowels and consonants take turns in words, l may stand twice, i may not. */
function likelihood(word: string): number {
  const turns = word.match(/[aeiouy](?=[^aeiouy])|[^aeiouy](?=[aeiouy])/g)?.length ?? 0;
  const usual = word.match(/[aeiouy]ll|i(?=n)|[ei]l$|[aeo]l(?=[dfkst])/g)?.length ?? 0;
  const unusual = word.match(/ii|lll|^ll|l[nrj]|[^aeiouy]i[aeo](?!n)/g)?.length ?? 0;
  return turns + usual - 2 * unusual;
}
