import { mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteFile } from 'hyparquet-writer/src/node.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { linearCongruential } from '../classifier/linear-training.ts';
import { readTestSets } from './contamination.ts';
import { loadCorpusPolicy } from './corpus-policy.ts';
import { type CorpusRunOptions, screenCorpus } from './corpus-run.ts';
import { inputFiles } from './input-files.ts';

let folder: string;
let runs = 0;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fulgur-screen-'));
});

async function put(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

async function screen(inputs: string[], change: Partial<CorpusRunOptions> = {}) {
  const outFolder = change.outFolder ?? path.join(folder, `out${runs++}`);
  const statistics = await screenCorpus({
    files: await inputFiles(inputs),
    policy: await loadCorpusPolicy(undefined),
    tests: await readTestSets([]),
    textField: 'text',
    flagAt: 0.5,
    dropAt: 0.95,
    weightsPath: undefined,
    workers: 1,
    checkpointEveryMs: 0,
    duplicateMemoryBytes: 1 << 20,
    rowBytesMax: 1 << 20,
    badRows: 'fail',
    ...change,
    outFolder,
  });
  const lines = async (name: string) =>
    (await readFile(path.join(outFolder, name), 'utf8')).split('\n').filter((line) => line !== '');
  const kept = (await lines('kept.jsonl')).map((line) => JSON.parse(line));
  const decisions = (await lines('decisions.jsonl')).map((line) => JSON.parse(line));
  return { statistics, kept, decisions, outFolder };
}

const WORDS =
  'river stone market window garden winter letter bridge baker sailor lantern forest teacher violin harbour orchard kitchen ' +
  'mountain paper candle cloud engine ferry museum pocket island railway summer tailor village';
/** A text of its own for each topic. */
function story(topic: string): string {
  const words = WORDS.split(' ');
  const random = linearCongruential([...topic].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  const word = () => words[Math.floor(random() * words.length)]!;
  const sentence = () => `the ${word()} near the ${word()} ${word()} was older than the ${word()} of the ${word()}`;
  return `The ${topic} is here. ${Array.from({ length: 5 }, sentence).join(', and ')}. The oldest woman said so.`;
}
const jsonl = (...texts: string[]) => texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join('');

describe('screening a corpus', () => {
  it('keeps ordinary documents byte for byte, with all their fields', async () => {
    const line = '{"id": 7,  "text": "A quiet walk along the river before breakfast.", "extra": [1]}';
    const { outFolder } = await screen([await put('a.jsonl', `${line}\n`)]);
    expect(await readFile(path.join(outFolder, 'kept.jsonl'), 'utf8')).toBe(`${line}\n`);
  });

  it('reads lines that end in CR LF, passes over blank ones, and shows bytes that are no UTF-8 as U+FFFD', async () => {
    const [first, second, last] = ['well', 'mill', 'barn'].map((topic) => JSON.stringify({ text: story(topic) }));
    const broken = Buffer.concat([
      Buffer.from('{"text":"A quiet walk by the caf'),
      Buffer.from([0xe9]),
      Buffer.from(' at noon."}'),
    ]);
    const content = Buffer.concat([
      Buffer.from(`${first}\r\n\r\n  \n\u3000\n${second}\n`),
      broken,
      Buffer.from(`\n${last}`),
    ]);
    const { outFolder, statistics } = await screen([await put('a.jsonl', content)]);
    expect(statistics.documents).toBe(4);
    const kept = await readFile(path.join(outFolder, 'kept.jsonl'), 'utf8');
    expect(kept).toBe(`${first}\n${second}\n{"text":"A quiet walk by the caf\ufffd at noon."}\n${last}\n`);
  });

  it('redacts cards and keys, and says where without repeating them', async () => {
    const text = 'Please charge my card 4012 8888 8888 1881 for the dinner, the key is AKIAIOSFODNN7EXAMPL2.';
    const { kept, decisions, statistics } = await screen([await put('a.jsonl', jsonl(text))]);
    expect(kept[0].text).not.toMatch(/4012|AKIA/);
    expect(statistics.redacted).toBe(1);
    expect(decisions[0].reasons.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['pii', 'secrets']);
    expect(JSON.stringify(decisions)).not.toMatch(/4012|AKIA/);
  });

  it('drops what is sure to be harmful, too short, or mostly symbols', async () => {
    const { decisions, kept } = await screen([
      await put(
        'a.jsonl',
        jsonl(
          'How do I make a pipe bomb at home without being traced?',
          'ok',
          '#### $$$$ %%%% ^^^^ &&&& ****',
          story('tree'),
        ),
      ),
    ]);
    expect(kept).toHaveLength(1);
    expect(decisions.map(({ reasons }) => `${reasons[0].kind}:${reasons[0].name}`)).toEqual([
      'safety:S9',
      'quality:short',
      'quality:symbols',
    ]);
  });

  it('drops exact and near duplicates of what it kept, in either language', async () => {
    const chinese =
      '春天来了，院子里的桃花开得正好，奶奶坐在门口晒太阳，小猫在她脚边打滚，邻居家的孩子跑来跑去，笑声传得很远很远。';
    const { decisions } = await screen([
      await put(
        'a.jsonl',
        jsonl(
          story('well'),
          story('well').toUpperCase(),
          story('well').replace('oldest', 'eldest'),
          story('mill'),
          chinese,
          `${chinese}真好。`,
        ),
      ),
    ]);
    expect(decisions.map(({ line, reasons }) => [line, reasons[0].name])).toEqual([
      [2, 'exact'],
      [3, 'near'],
      [6, 'near'],
    ]);
  });

  it('drops documents that hold text of a named test set, whatever case and punctuation', async () => {
    const question = `${story('lighthouse')} What did the oldest woman say about her grandmother?`;
    const tests = await put(
      'exam.jsonl',
      `${JSON.stringify({ q: question, a: ['by the sea, of course, as everyone here knows'] })}\n`,
    );
    const { decisions, kept } = await screen(
      [
        await put(
          'a.jsonl',
          jsonl(
            `Forum post. ${question.toLowerCase().replaceAll(',', ' ;')} Thanks!`,
            'They answered: By the sea of course as everyone here knows! And left.',
            story('bridge'),
          ),
        ),
      ],
      { tests: await readTestSets([{ name: 'exam', path: tests }]) },
    );
    expect(decisions.map(({ reasons }) => `${reasons[0].kind}:${reasons[0].name}`)).toEqual([
      'contamination:exam',
      'contamination:exam',
    ]);
    expect(kept).toHaveLength(1);
  });

  it('reads gzip, paragraphs of text and Parquet alike', async () => {
    const texts = [story('fountain'), story('harbour')];
    const parquet = path.join(folder, 'c.parquet');
    parquetWriteFile({
      filename: parquet,
      columnData: [{ name: 'text', data: [story('castle'), story('garden')], type: 'STRING' }],
    });
    const { kept, statistics } = await screen([
      await put('a.jsonl.gz', gzipSync(jsonl(...texts))),
      await put('b.txt', `${story('tower')}\n\n\n${story('island')}\n`),
      parquet,
    ]);
    expect(statistics.documents).toBe(6);
    expect(kept.map(({ text }) => /The (\w+)/.exec(text)![1])).toEqual([
      'fountain',
      'harbour',
      'tower',
      'island',
      'castle',
      'garden',
    ]);
  });

  it('reads zstd, and refuses it when it is damaged', async () => {
    // Two lines of JSON, packed by the zstd command.
    const packed = Buffer.from(
      'KLUv/QRobQIAEsUPEaDt4JxabhEYsBJeta+0/a6PjzHvAzMIxOp6H8vjLW2V1G96mN3tF9su7a6pf9YmNVdt/cWU8jWR8BEaagcZAwCiQiqmIEO2MPeFtupH',
      'base64',
    );
    const { kept } = await screen([await put('a.jsonl.zst', packed)]);
    expect(kept.map(({ text }) => /The (\w+)/.exec(text)![1])).toEqual(['lemon', 'willow']);
    await expect(screen([await put('b.jsonl.zst', packed.subarray(0, 40))])).rejects.toThrow(
      /b\.jsonl\.zst: cannot be read/,
    );
  });

  it('gives the same output with one worker and with three', async () => {
    const topics = Array.from({ length: 4000 }, (_, i) => `${story(`stone${i * 7919}`)} ${i % 3}`);
    const file = await put('a.jsonl', jsonl(...topics));
    const one = await screen([file], { workers: 1 });
    const three = await screen([file], { workers: 3 });
    for (const name of ['kept.jsonl', 'decisions.jsonl', 'keys.bin']) {
      const [a, b] = await Promise.all([one, three].map(({ outFolder }) => readFile(path.join(outFolder, name))));
      expect(a!.equals(b!)).toBe(true);
    }
    expect(three.statistics).toEqual(one.statistics);
  });
});

describe('a corpus that cannot be read', () => {
  it.each([
    [
      'no JSON',
      '{"text": "fine and long enough to keep"}\n{"text": \n',
      /a\.jsonl:2: not JSON; correct it, or use --bad-rows skip/,
    ],
    ['no such field', '{"body": "x"}\n', /a\.jsonl:1: no text in field 'text'/],
    ['a text that is none', '{"text": 5}\n', /a\.jsonl:1: no text in field 'text'/],
    ['a list', '[1]\n', /a\.jsonl:1: not an object/],
    ['a row too long', `\n\n{"text": "${'x'.repeat(1_200_000)}"}\n`, /a\.jsonl:3: a line of more than 1048576 bytes/],
  ])('%s: the error names file, line and field', async (_, content, message) => {
    await expect(screen([await put('a.jsonl', content)])).rejects.toThrow(message);
  });

  it('goes on without bad rows when told to, also in a run that stopped at one', async () => {
    const file = await put('a.jsonl', `${jsonl(story('oak'))}{"text": \n${jsonl(story('elm'))}`);
    const outFolder = path.join(folder, 'again');
    await expect(screen([file], { outFolder })).rejects.toThrow(':2: not JSON');
    const { kept, decisions } = await screen([file], { outFolder, badRows: 'skip' });
    expect(kept).toHaveLength(2);
    expect(decisions[0]).toMatchObject({ line: 2, action: 'drop', reasons: [{ kind: 'unreadable' }] });
  });

  it.each([
    ['x', 'JSON'],
    ['{', 'JSON'],
    ['{]}', 'JSON'],
    ['-', 'JSON'],
    ['1e', 'JSON'],
    ['"', 'JSON'],
    ['tru', 'JSON'],
    ['[1', 'JSON'],
    ['-1.5e-3', 'object'],
    ['"{}"', 'object'],
    ['null', 'object'],
    [' [] ', 'object'],
    ['{}', 'text'],
  ])('says of a row %s why it cannot be read', async (row, name) => {
    const { decisions } = await screen([await put('a.jsonl', `${row}\n`)], { badRows: 'skip' });
    expect(decisions).toMatchObject([{ line: 1, reasons: [{ kind: 'unreadable', name }] }]);
  });

  it('names each bad row by its line, however many follow each other, with others and empty lines among them', async () => {
    const rows = ['x', 'x', '', 'x', '{"text": 5}', '{"text": 5}', jsonl(story('oak')).trim(), 'x', '[]', 'x'];
    const { decisions, kept, statistics } = await screen([await put('a.jsonl', rows.join('\n'))], { badRows: 'skip' });
    expect(decisions.map(({ line, reasons }) => [line, reasons[0]?.name])).toEqual([
      [1, 'JSON'],
      [2, 'JSON'],
      [4, 'JSON'],
      [5, 'text'],
      [6, 'text'],
      [8, 'JSON'],
      [9, 'object'],
      [10, 'JSON'],
    ]);
    expect(kept).toHaveLength(1);
    expect(statistics).toMatchObject({ documents: 9, dropped: 8, kept: 1, languages: { other: 8 } });
  });

  it('counts all bad rows and names the first ten thousand of a kind, over all files', async () => {
    const file = (name: string) => put(name, `${'x\n'.repeat(6_000)}${jsonl(story(name))}${'[]\n'.repeat(10)}`);
    const files = [await file('a.jsonl'), await file('b.jsonl')];
    const { decisions, kept, statistics } = await screen(files, { badRows: 'skip' });
    expect(decisions).toHaveLength(10_000 + 20);
    expect(decisions.at(-11)).toMatchObject({ file: files[1], line: 4_000 });
    expect(statistics.reasons['unreadable:JSON']).toEqual({ flag: 0, redact: 0, drop: 12_000 });
    expect([kept.length, statistics.documents]).toEqual([2, 12_022]);
  });

  it('is cut off: the error names the file, and what came before is kept', async () => {
    const file = await put('a.jsonl.gz', gzipSync(jsonl(...Array.from({ length: 200 }, (_, i) => story(`rock${i}`)))));
    await truncate(file, 1000);
    await expect(screen([file])).rejects.toThrow(/a\.jsonl\.gz: cannot be read at byte \d+/);
  });

  it('is a zip bomb: refused by its growth, without the memory', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, `{"text": "${' '.repeat(500_000)}"}\n`));
    await expect(screen([await put('bomb.jsonl.gz', bomb)], { badRows: 'skip' })).rejects.toThrow(
      /bomb\.jsonl\.gz: unpacks to more than \d+ bytes, 200 times its size/,
    );
  });

  it('is nothing but empty lines, and many of them: read as fast as others', async () => {
    const file = await put('empty.jsonl.gz', gzipSync(Buffer.alloc(12 * 1024 * 1024, '\n \r\n')));
    const began = process.cpuUsage();
    const { statistics } = await screen([file]);
    expect(statistics.documents).toBe(0);
    // A tenth of a second; an error for each of them took half a minute.
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(8);
  });

  it('is no Parquet file', async () => {
    await expect(screen([await put('a.parquet', 'PAR1 nothing PAR1')])).rejects.toThrow(
      /a\.parquet: not a Parquet file/,
    );
  });

  it('has a kind that nobody knows', async () => {
    await expect(screen([await put('a.docx', 'x')])).rejects.toThrow(
      /a\.docx: not a kind of file that can be screened/,
    );
  });

  it('was screened into the folder with other options, whichever of those that the output depends on', async () => {
    const file = await put('a.jsonl', jsonl(story('pond')));
    const { outFolder } = await screen([file]);
    const others: Partial<CorpusRunOptions>[] = [
      {
        policy: await loadCorpusPolicy(
          await put('other.yaml', 'version: other\ncategories: { pii: { input: flag, output: flag } }\n'),
        ),
      },
      { textField: 'body' },
      { flagAt: 0.4 },
      { dropAt: 0.5 },
      { tests: await readTestSets([{ name: 'exam', path: await put('exam.txt', story('exam')) }]) },
      { weightsPath: path.join(folder, 'other.bin') },
      { duplicateMemoryBytes: 1 << 21 },
    ];
    for (const change of others) {
      await expect(screen([file], { outFolder, ...change }), Object.keys(change).join()).rejects.toThrow(
        'holds a run with other inputs or options',
      );
    }
    // Of these it does not.
    await screen([file], { outFolder, workers: 2, checkpointEveryMs: 1000, badRows: 'skip' });
  });
});
