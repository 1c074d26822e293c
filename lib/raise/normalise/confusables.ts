// Latin look-alikes that NFKD leaves alone: other scripts' letters, letters with strokes, enclosed letters.
// A compact choice from Unicode's confusables.txt (UTS #39), restricted to what folds to one ASCII letter.

/** Pairs of a look-alike and its letter. */
const LOOKALIKES = [
  // Cyrillic
  'АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ҒF ԀD ԌG ѴV ԜW ҺH аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx гr',
  'пn ԁd ԛq ԝw һh ӏl ѵv ьb иu шw ғf',
  // Greek
  'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw',
  // Armenian, Cherokee
  'օo սu հh ոn ցg քp ՏS ՕO ԼL ᎠD ᎡR ᎢT ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᏀG ᏃZ ᏒR ᏔW ᏕS ᏙV ᏚS ᏞL ᏟC ᏢP ᏦK ᏴB',
  // Latin letters of their own: strokes, small capitals, phonetic forms, dotless
  'øo ØO đd ĐD ðd ÐD łl ŁL ħh ĦH ŧt ŦT ƀb ɓb ƈc ɗd ƒf ɠg ɡg ɢg ɑa ƙk ɩi ıi ɨi ȷj ɲn ƞn ƥp ƭt ʋv ƶz ɾr ᴀa ʙb ᴄc ᴅd',
  'ᴇe ꜰf ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz',
];

/** Blocks of 26 enclosed capitals, A first. */
const ENCLOSED_CAPITALS = [0x1f150, 0x1f170] as const; // negative circled, negative squared

/** Code point to ASCII letter's code. */
export const CONFUSABLES: ReadonlyMap<number, number> = new Map([
  ...LOOKALIKES.flatMap((pairs) => pairs.split(' ')).map((pair): [number, number] => {
    const [from, to] = Array.from(pair, (character) => character.codePointAt(0)!);
    return [from!, to!];
  }),
  ...ENCLOSED_CAPITALS.flatMap((first) =>
    Array.from({ length: 26 }, (_, letter): [number, number] => [first + letter, 65 + letter]),
  ),
]);
