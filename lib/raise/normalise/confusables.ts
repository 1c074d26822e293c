// Characters that look like an ASCII letter or digit and that NFKD leaves alone.
// From Unicode's confusables.txt (UTS #39), restricted to single characters that fold to one ASCII letter or digit (capitals
// that look like I read as I, not as l), and some that only people who write around filters use: letters with strokes, small
// capitals, phonetic letters, enclosed letters.

/** Each entry: the letter, then its look-alikes. */
const LOOKALIKES = [
  '0🄍',
  '1➀',
  '2ƧϨᒿ➁ꙄꛯꝚ',
  '3ƷȜЗӠ➂ⳌꝪꞫ𑣊𖼻𝈆',
  '4Ꮞ➃𑢯',
  '5Ƽ➄𑢻',
  '6бᏮ➅Ⳓ𑣕',
  '7➆𐓒𑣆𝈒',
  '8Ȣȣ੪➇𐌚',
  '9੧୨൭➈ⳊꝮ𑢬𑣌𑣖',
  'AΑАᎪᗅꓮ𐊠𖽀',
  'BΒВᏴᗷꓐꞴ𐊂𐊡𐌁',
  'CСᏟⲤꓚ𐊢𐌂𐐕𐔜𑣩𑣲🝌',
  'DÐĐᎠᗞᗪꓓ',
  'EΕЕᎬ⋿ⴹꓰ𐊆𑢦𑢮',
  'FϜҒᖴꓝꞘ𐊇𐊥𐔥𑢢𑣂𝈓',
  'GԌᏀᏳꓖ',
  'HĦΗНᎻᕼⲎꓧ𐋏',
  'IƖΙІӀᛁⲒꓲ𐌉',
  'JͿЈᎫᒍꓙꞲ',
  'KΚКᏦᛕⲔꓗ𐔘',
  'LŁᏞᒪⳐꓡ𐐛𐔦𑢣𑢲𖼖𝈪',
  'MΜϺМᎷᗰᛖⲘꓟ𐊰𐌑',
  'NΝⲚꓠ𐔓',
  'OØΟОՕଠ୦ዐⲞⵔꓳ𐊒𐊫𐐄𐓂𐔖𑓐𑢵𑣠',
  'PΡРᏢᑭᣖⲢꓑ𐊕',
  'Qⵕ',
  'RƦᎡᏒᖇꓣ𐒴𖼵𝈖',
  'SЅՏᏕᏚꓢ𐊖𐐠𖼺',
  'TŦΤТᎢ⊤⟙Ⲧꓔ𐊗𐊱𐌕𑢼𖼊🝨',
  'UՍሀᑌ∪⋃ꓴ𐓎𑢸𖽂',
  'VѴ۷Ꮩᐯⴸꓦꛟ𐔝𑢠𖼈𝈍',
  'WԜᎳᏔꓪ𑣦𑣯',
  'XΧХ᙭ᚷ╳ⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬',
  'YΥУҮᎩᎽⲨꓬ𐊲𑢤𖽃',
  'ZΖᏃꓜ𐋵𑢩𑣥',
  'aɑαаᴀ⍺',
  'bƀƄɓʙβЬвьᏏᑲᖯ',
  'cƈсᴄⲥꮯ𐐽',
  'dðđɗԁᏧᑯᴅꓒ',
  'eɛεеҽᴇ℮ꬲ',
  'fƒғքẝꜰꞙꬵ',
  'gƍɠɡɢցᶃ',
  'hħʜнһհᏂ',
  'iıɨɩɪιиіӏᎥ⍳ꙇꭵ𑣃',
  'jȷϳјᴊ',
  'kƙκкᴋ',
  'lłǀʟ۱ᣳ∣⏽ⵏ𐊊𐌠𖼨',
  'mмᴍꭑ',
  'nƞɲɴηпոռ',
  'oøοσоօ۵੦૦౦೦ഠ൦໐ဝ၀ჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗',
  'pƥρрᴘ⍴ⲣ',
  'qԛգզꞯ',
  'rɾʀгᣴᴦⲅꭇꭈꮁ',
  'sƽѕᣵꜱꮪ𐑈𑣁',
  'tŧƫƭτтᴛ',
  'uυսᴜꞟꭎꭒ𐓶𑣘',
  'vʋνѵᴠ∨⋁ꮩ𑜆𑣀',
  'wɯωшѡԝաᴡꮃ𑜊𑜎𑜏',
  'x×χхᕁᕽ᙮⤫⤬⨯',
  'yɣʏγуүყᶌỿꭚ𑣜',
  'zƶᙆᴢꮓ𑣄',
];

/** Blocks of 26 capitals, A first: negative circled, negative squared, regional indicators. */
const CAPITAL_BLOCKS = [0x1f150, 0x1f170, 0x1f1e6] as const;

/** Code point to the code of its ASCII letter or digit. */
export const CONFUSABLES: ReadonlyMap<number, number> = new Map([
  ...LOOKALIKES.flatMap((entry) => {
    const [letter, ...lookalikes] = Array.from(entry, (character) => character.codePointAt(0)!);
    return lookalikes.map((code): [number, number] => [code, letter!]);
  }),
  ...CAPITAL_BLOCKS.flatMap((first) =>
    Array.from({ length: 26 }, (_, letter): [number, number] => [first + letter, 65 + letter]),
  ),
]);
