import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModerationLabel } from './classifier/labels.ts';
import { areaUnderRoc } from './classifier/metrics.ts';
import { ModerationModel } from './classifier/moderation-model.ts';
import { type Moderated, moderate } from './moderation.ts';

const LIMITS: Moderated['limits'] = new Map([
  ['S1', { threshold: 0.9, action: 'flag' }],
  ['S10', { threshold: 0.9, action: 'flag' }],
  ['S11', { threshold: 0.6, action: 'flag' }],
]);
const NOTHING: Moderated = { findings: [], scores: {}, labelScores: {}, limits: LIMITS };

describe('moderation', () => {
  it('names every category of the API and flags those that have a finding', () => {
    const findings = [
      { category: 'S9', score: 0.9 },
      { category: 'pii', score: 1 },
    ] as const;
    const moderation = moderate({ ...NOTHING, findings });
    expect(Object.keys(moderation.categories)).toHaveLength(13);
    expect(moderation.flagged).toBe(true);
    expect(moderation.categories).toMatchObject({ illicit: true, 'illicit/violent': true, sexual: false });
    expect(moderation.scores['illicit/violent']).toBe(0.9);
    expect(moderate({ ...NOTHING, findings: [{ category: 'pii', score: 1 }] }).flagged).toBe(false);
  });

  it('is never surer of a part than of the whole', () => {
    const { scores } = moderate({ ...NOTHING, scores: { S10: 0.2 }, labelScores: { 'hate/threatening': 0.7 } });
    expect(scores).toMatchObject({ hate: 0.7, 'hate/threatening': 0.7, harassment: 0 });
  });

  it("counts a part from its category's threshold on, and from 0.5 where the category was found", () => {
    const labelScores = { 'self-harm/intent': 0.6, 'violence/graphic': 0.6 };
    expect(moderate({ ...NOTHING, labelScores }).categories).toMatchObject({
      'self-harm/intent': true,
      'self-harm': true,
      'violence/graphic': false,
      violence: false,
    });
    const found = moderate({ ...NOTHING, findings: [{ category: 'S1', score: 1 }], labelScores });
    expect(found.categories).toMatchObject({ violence: true, 'violence/graphic': true });
  });

  it('flags no part of a category that the policy allows', () => {
    const { flagged, scores } = moderate({ ...NOTHING, limits: new Map(), labelScores: { 'hate/threatening': 1 } });
    expect(flagged).toBe(false);
    expect(scores['hate/threatening']).toBe(1);
  });
});

describe('the moderation model that ships', () => {
  const file = path.resolve(import.meta.dirname, '../../data/guard/held-out/moderation.jsonl');
  const texts = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; labels: ModerationLabel[] });
  const readings = { spaced: true, rot13: true, decodeDepth: 2 };
  let model: ModerationModel;
  beforeAll(async () => {
    model = await ModerationModel.load();
  });

  it.each([
    ['harassment', 0.9],
    ['harassment/threatening', 0.9],
    ['hate/threatening', 0.95],
    ['self-harm/instructions', 0.95],
    ['self-harm/intent', 0.95],
    ['violence/graphic', 0.95],
  ] as const)('ranks sentences of %s that training never saw above others', async (label, aurocMin) => {
    const scored = await Promise.all(
      texts.map(async ({ text, labels }) => ({
        score: (await model.score(text, readings))[label]!,
        positive: labels.includes(label),
      })),
    );
    const scores = (wanted: boolean) => scored.filter(({ positive }) => positive === wanted).map(({ score }) => score);
    expect(areaUnderRoc(scores(true), scores(false))).toBeGreaterThan(aurocMin);
  });

  it('tells what is done about self-harm, disguised too, wherever it stands in a long text', async () => {
    const plain = 'I have decided to end my life tonight.';
    const rotated = plain.replace(/[a-z]/gi, (c) =>
      String.fromCharCode((((c.charCodeAt(0) & 31) + 12) % 26) + (c < 'a' ? 65 : 97)),
    );
    const score = async (text: string) => (await model.score(text, readings))['self-harm/intent']!;
    expect(await score(plain)).toBeGreaterThan(0.9);
    expect(await score(rotated)).toBeGreaterThan(0.9);
    const calm =
      'The ferry left the harbour at nine. Anna counted the gulls and drank her tea. Her brother read the paper, and somebody played the piano below. At noon they ate soup with bread. The island came into view, green and flat, with one white house. ';
    expect(await score(calm.repeat(10))).toBeLessThan(0.1);
    expect(await score(`${calm.repeat(10)}${plain} ${calm.repeat(10)}`)).toBeGreaterThan(0.4);
  });

  it('reads any code units, a megabyte of them too, and gives way to other work meanwhile', async () => {
    for (const text of ['', '\ud800', '\udc00\ud800'.repeat(700), '\u0000'.repeat(3000), '\ufdfa'.repeat(2000)]) {
      for (const value of Object.values(await model.score(text, readings))) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    await model.score('k1ll th3m 4ll '.repeat(75_000), readings);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(10);
    const gone = new AbortController();
    const scored = model.score('word '.repeat(10_000), readings, gone.signal);
    gone.abort();
    await expect(scored).rejects.toThrow(/abort/i);
  });
});
