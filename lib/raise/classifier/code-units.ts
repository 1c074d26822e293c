// What a UTF-16 code unit is to the classifier: two tables, filled once, that its inner loop looks up.

export const UnitKind = { separator: 0, wordLetter: 1, ideograph: 2 } as const;

/** Kind by code unit. Surrogate halves count as ideographs: an emoji is two units that only occur together. */
export const KIND_OF_UNIT = new Uint8Array(65_536);
/** The unit itself, lower case, full-width forms as ASCII. Units whose lower case is longer stay as they are. */
export const FOLDED_UNIT = new Uint16Array(65_536);

const IDEOGRAPHS: readonly (readonly [number, number])[] = [
  [0x2600, 0x27bf], // symbols and dingbats, which people write as emoji
  [0x3005, 0x3007],
  [0x3040, 0x30ff], // kana
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xd800, 0xdfff],
  [0xf900, 0xfaff],
];
const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;
const ALPHANUMERIC = /^[\p{L}\p{N}\p{M}_]$/u;

for (let unit = 0; unit < 65_536; unit++) {
  const narrow = unit >= FULL_WIDTH_FIRST && unit <= FULL_WIDTH_LAST ? unit - FULL_WIDTH_SHIFT : unit;
  const character = String.fromCharCode(narrow);
  const lower = character.toLowerCase();
  FOLDED_UNIT[unit] = lower.length === 1 ? lower.charCodeAt(0) : narrow;
  KIND_OF_UNIT[unit] = ALPHANUMERIC.test(character) ? UnitKind.wordLetter : UnitKind.separator;
}
for (const [first, last] of IDEOGRAPHS) KIND_OF_UNIT.fill(UnitKind.ideograph, first, last + 1);
