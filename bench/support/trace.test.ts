import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { generatedTrace, readTrace, requestsOf } from './trace.ts';

const source = { vocabularySize: 2_000, eogIds: new Set([500]), bosId: undefined };

it('scales a trace to the model, and keeps which prompts begin alike', () => {
  const entries = [
    { input_length: 1_024, output_length: 100, hash_ids: [1, 2] },
    { input_length: 1_500, output_length: 10, hash_ids: [1, 3, 4] },
  ];
  const means = { meanPromptTokens: 631, meanAnswerTokens: 11 };
  const { requests, promptScale, answerScale } = requestsOf(entries, source, { contextTokens: 5_000, ...means });
  expect([promptScale, answerScale]).toEqual([0.5, 0.2]);
  expect(requests.map(({ promptIds, maxTokens }) => [promptIds.length, maxTokens])).toEqual([
    [512, 20],
    [750, 2],
  ]);
  const [first, second] = requests.map(({ promptIds }) => promptIds);
  expect(second?.slice(0, 256)).toEqual(first?.slice(0, 256));
  expect(second?.slice(256, 512)).not.toEqual(first?.slice(256));
  expect(first?.includes(500)).toBe(false);
  const cut = requestsOf(entries, source, { contextTokens: 600, ...means }).requests;
  expect(cut.map(({ promptIds, maxTokens }) => promptIds.length + maxTokens)).toEqual([532, 600]);
});

it('makes the same trace each time, with prompts that share beginnings', () => {
  const entries = generatedTrace();
  expect(entries).toEqual(generatedTrace());
  expect(new Set(entries.map(({ hash_ids }) => hash_ids[0])).size).toBe(4);
  expect(entries.every(({ input_length, hash_ids }) => Math.ceil(input_length / 512) <= hash_ids.length)).toBe(true);
});

it('names the line of a trace that is no entry', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-trace-'));
  try {
    const file = path.join(folder, 'trace.jsonl');
    writeFileSync(file, '{"timestamp":0,"input_length":3,"output_length":1,"hash_ids":[0]}\n{"input_length":0}\n');
    expect(() => readTrace(file)).toThrow(/trace\.jsonl, line 2: /);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
