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
