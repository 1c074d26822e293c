// Which of the languages that tier 1 learned a text is in. Our own, by script and by the commonest English words:
// tier 1 must know "Chinese, English or neither" at ten nanoseconds a character, and a library that tells sixty
// languages apart costs more time than the classifier itself and megabytes of tables.
import { KIND_OF_UNIT, UnitKind } from './code-units.ts';

/** 'other': not a language that tier 1 learned, so its silence means little. */
export type Language = 'en' | 'zh' | 'other';

/** Only the beginning is read. */
const SAMPLE_UNITS = 512;
const APOSTROPHE = 0x27;
const IDEOGRAPH_SHARE_MIN = 0.3;
const KANA_SHARE_MAX = 0.2;
/** Words with letters beyond ASCII. */
const FOREIGN_SHARE_MAX = 0.2;
/** Of the words of English text a third to a half are among the commonest; of French or Malay a few by chance. */
const COMMON_SHARE_MIN = 0.16;
/** In shorter texts one uncommon word decides too much: ASCII words count as English. */
const WORDS_MIN = 6;

const COMMON_ENGLISH = new Set(
  (
    'the of and to a in is you that it he was for on are as with his they i at be this have from or one had by but ' +
    'not what all were we when your can said there use an each which she do how their if will up other about out ' +
    'many then them these so some her would make like him into has look more no way could people my than been who ' +
    'its now did get come may me does am want need give tell write best should why where any just without using help'
  ).split(' '),
);

const WORD_UNITS_MAX = 12;

export function languageOf(text: string): Language {
  const end = Math.min(text.length, SAMPLE_UNITS);
  let ideographs = 0;
  let kana = 0;
  let letters = 0;
  let words = 0;
  let foreign = 0;
  let common = 0;
  let wordFrom = -1;
  let wordIsAscii = true;
  for (let i = 0; i <= end; i++) {
    const unit = i < end ? text.charCodeAt(i) : 0x20;
    const kind = KIND_OF_UNIT[unit]!;
    const isDigit = unit >= 0x30 && unit <= 0x39;
    if ((kind === UnitKind.wordLetter && !isDigit) || (unit === APOSTROPHE && wordFrom >= 0)) {
      if (wordFrom < 0) {
        wordFrom = i;
        wordIsAscii = true;
      }
      letters++;
      if (unit > 0x7f) wordIsAscii = false;
      continue;
    }
    if (wordFrom >= 0) {
      words++;
      if (!wordIsAscii) foreign++;
      else if (i - wordFrom <= WORD_UNITS_MAX && COMMON_ENGLISH.has(text.slice(wordFrom, i).toLowerCase())) common++;
      wordFrom = -1;
    }
    if (unit >= 0x3040 && unit <= 0x30ff) kana++;
    else if (kind === UnitKind.ideograph && unit >= 0x3005 && (unit < 0xd800 || unit >= 0xf900)) ideographs++;
  }
  const all = ideographs + kana + letters;
  if (all === 0) return 'other';
  if (kana > KANA_SHARE_MAX * all) return 'other';
  if (ideographs > IDEOGRAPH_SHARE_MIN * all) return 'zh';
  if (foreign > FOREIGN_SHARE_MAX * words) return 'other';
  return words < WORDS_MIN || common >= COMMON_SHARE_MIN * words ? 'en' : 'other';
}
