// A corpus to screen, as JSON lines: made-up texts in the words of this repository's own documents, English and Chinese, the
// same for the same seed. Written to a file piece by piece, so that it may be of any size.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { randomInts } from './random.ts';

type Chance = (limit: number) => number;
/** What follows each pair of tokens in the source. */
type Chain = ReadonlyMap<string, readonly string[]>;

/** In a thousand: what a crawl of the web has too. */
const SHARE = {
  chinese: 200,
  copies: 20,
  nearCopies: 20,
  cards: 10,
  contacts: 30,
  symbols: 5,
  unknownWords: 70,
} as const;
const ENGLISH_UNITS = 2600;
const CHINESE_UNITS = 500;
const REMEMBERED = 2000;
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za ran tel mis kor dan'.split(' ');

/** Writes at least `bytes` bytes to `file`; `root`: the repository. */
export async function writeCorpus(file: string, bytes: number, seed: number, root: string): Promise<void> {
  const source = await ownTexts(root);
  const english = chainOf(source.match(/[^\s一-鿿]+\n?/g)!);
  const chinese = chainOf([...(source.match(/[一-鿿，。？！]{4,}/g) ?? []).join('。')]);
  const random = randomInts(seed, 1 << 30);
  const below: Chance = (limit) => random() % limit;
  const recent: string[] = [];
  const stream = createWriteStream(file);
  for (let written = 0, id = 0; written < bytes; id++) {
    const line = `${JSON.stringify({ id, url: `https://site${below(5000)}.example/${id}`, text: document(id) })}\n`;
    written += Buffer.byteLength(line);
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);

  function document(id: number): string {
    const known = recent[below(REMEMBERED)];
    if (known !== undefined && below(1000) < SHARE.copies) return known;
    if (known !== undefined && below(1000) < SHARE.nearCopies) return known.replace(/ \w+ /, ' other ');
    if (below(1000) < SHARE.symbols) return '#$%^ '.repeat(20);
    const isChinese = below(1000) < SHARE.chinese;
    let text = isChinese
      ? walk(chinese, length(CHINESE_UNITS), '', below)
      : walk(english, length(ENGLISH_UNITS), ' ', below, SHARE.unknownWords);
    if (below(1000) < SHARE.cards) text += ` Card ${cardNumber(below)}.`;
    if (below(1000) < SHARE.contacts)
      text += ` Write to user${below(9999)}@site.example, see https://site.example/a?b=${id}.`;
    recent[below(REMEMBERED)] = text;
    return text;
  }

  /** Most are shorter than the mean, some ten times as long. */
  function length(mean: number): number {
    return Math.round(mean * Math.exp((below(1000) + below(1000) + below(1000) - 1500) / 600 - 0.3)) + 40;
  }
}

async function ownTexts(root: string): Promise<string> {
  const files = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'data/guard/held-out/look-alikes.txt'];
  for (const folder of ['docs', 'data/guard/contrast']) {
    for (const name of (await readdir(path.join(root, folder))).sort()) files.push(path.join(folder, name));
  }
  const texts = await Promise.all(files.map((name) => readFile(path.join(root, name), 'utf8')));
  return texts.join('\n');
}

function chainOf(tokens: readonly string[]): Chain {
  const chain = new Map<string, string[]>();
  for (let i = 2; i < tokens.length; i++) {
    const pair = `${tokens[i - 2]}\0${tokens[i - 1]}`;
    const next = chain.get(pair);
    if (next === undefined) chain.set(pair, [tokens[i]!]);
    else next.push(tokens[i]!);
  }
  return chain;
}

/** `unknownWords`: so many in a thousand are words that nobody has seen. */
function walk(chain: Chain, units: number, between: string, below: Chance, unknownWords = 0): string {
  const pairs = [...chain.keys()];
  let text = '';
  let pair = '';
  while (text.length < units) {
    const next = chain.get(pair);
    if (next === undefined || below(40) === 0) {
      pair = pairs[below(pairs.length)]!;
      text += pair.replace('\0', between) + between;
      continue;
    }
    const token = next[below(next.length)]!;
    text += (below(1000) < unknownWords ? unknownWord(below) : token) + between;
    pair = `${pair.slice(pair.indexOf('\0') + 1)}\0${token}`;
  }
  return text;
}

function unknownWord(below: Chance): string {
  return Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join('');
}

/** Sixteen digits that pass the check of card numbers. */
function cardNumber(below: Chance): string {
  const digits = `4${String(1e14 + below(1e9) * 99_991).slice(0, 14)}`;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`.replace(/(\d{4})(?=\d)/g, '$1 ');
}
