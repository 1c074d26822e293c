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

/**
 * Whether i or l stands between two letters of English words: a row for what is before (a word's edge, a to z), a column for what
 * is behind; 4 where both are as likely, one more for each factor of e in favour of l. Counted over the project's own
 * sentences (data/guard), by the roots of how often words stand there.
 */
const L_AGAINST_I: readonly string[] = [
  '084208004844100844320724474',
  '667708534846530744364845464',
  '254116424842241544041744464',
  '044405444844140614200724444',
  '404004024744440524001234274',
  '854778804824840884073454482',
  '284045214744040844031704044',
  '464148244644440244010404474',
  '424005124411020414000114441',
  '888488644846884644488657474',
  '444444444444441744444444444',
  '444304444844020614210444444',
  '840004004840400662430204184',
  '444012404444040444200444144',
  '414125104742420424401224474',
  '876358474844650844141854444',
  '284016424841040814110544483',
  '744444444444444444444444444',
  '800020504844100204410204181',
  '452104304844000344400614170',
  '301014024644000004010404471',
  '784056444844441464465444344',
  '414000444444020044001434444',
  '644146044644020414110444474',
  '144144444444441444412444444',
  '644447444444440744444444444',
  '244446444444444444444444444',
];
const EVEN = 4;

/** Vowels and consonants take turns in words; between i and l neighbours decide. */
function likelihood(word: string): number {
  const turns = word.match(/[aeiouy](?=[^aeiouy])|[^aeiouy](?=[aeiouy])/g)?.length ?? 0;
  let likely = turns / 2;
  for (let at = 0; at < word.length; at++) {
    const letter = word[at];
    if (letter !== 'i' && letter !== 'l') continue;
    const odds = Number(L_AGAINST_I[placeOf(word[at - 1])]![placeOf(word[at + 1])]) - EVEN;
    likely += letter === 'l' ? odds : -odds;
  }
  return likely;
}

function placeOf(neighbour: string | undefined): number {
  const place = neighbour === undefined ? 0 : neighbour.charCodeAt(0) - 96;
  return place >= 0 && place <= 26 ? place : 0;
}
