// Memory of the processes of a cluster, as the kernel accounts for it, with a model large enough to tell weights from the rest.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberReport } from '../../cli/status.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { type FulgurProcess, runFulgur, startFulgur } from '../support/fulgur-process.ts';
import { type Sample, scrape, sumOf } from '../support/scrape.ts';

const mebibyte = 2 ** 20;
const besideBytesMax = 150 * mebibyte;

const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-memory-'));
const model = path.join(folder, 'random.gguf');
let cluster: FulgurProcess;
let members: readonly MemberReport[];
let samples: Sample[];
let expertBytes: number;
let otherBytes: number;

beforeAll(async () => {
  const shape = '--layers 4 --embedding 1024 --heads 16 --experts 32 --experts-used 4 --expert-ff 512 --vocab 8192';
  const made = await runFulgur('make-model', model, '--architecture', 'olmoe', '--type', 'q8_0', ...shape.split(' '));
  expect(made.stderr).toBe('');
  const tensors = [...(await GgufModel.open(model)).tensors.values()];
  const sum = (of: typeof tensors) => of.reduce((total, { bytes }) => total + bytes, 0);
  const experts = tensors.filter(({ name }) => /_exps\./.test(name));
  expertBytes = sum(experts);
  otherBytes = sum(tensors) - expertBytes;
  cluster = await startFulgur('cluster', '--model', model, '--expert-shards', '2');
  members = (await cluster.status()).members;
  samples = await scrape(cluster);
});

afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes of a process: its own, and its share of the pages that it has in common with others. */
function residentBytes({ pid }: MemberReport): number {
  const page = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(page)?.[1]) * 1024;
}

const of = (service: string) => members.filter((member) => member.service === service);

it('a shard holds the weights of its experts once', () => {
  expect(expertBytes).toBeGreaterThan(200 * mebibyte);
  const shards = of('expert-shard').map((member) => ({
    member,
    weights: sumOf(samples, 'fulgur_expert_weight_bytes', { instance: member.id }) as number,
  }));
  expect(shards.reduce((sum, { weights }) => sum + weights, 0)).toBe(expertBytes);
  for (const { member, weights } of shards) {
    const beside = residentBytes(member) - weights;
    expect(beside, `${member.id} beside its weights, in bytes`).toBeGreaterThan(0);
    expect(beside, `${member.id} beside its weights, in bytes`).toBeLessThan(besideBytesMax);
  }
});

it('attention holds its own weights once, no expert, and of an idle pool nothing', () => {
  const [attention] = of('attention') as [MemberReport];
  expect(sumOf(samples, 'fulgur_attention_kv_pool_bytes')).toBeGreaterThan(0);
  const beside = residentBytes(attention) - otherBytes;
  expect(beside, 'beside its weights, in bytes').toBeGreaterThan(0);
  expect(beside, 'beside its weights, in bytes').toBeLessThan(besideBytesMax);
});

it('every other process is small when idle', () => {
  for (const service of ['router', 'guard', 'kv-store']) {
    for (const member of of(service)) {
      expect(residentBytes(member), `${member.id}, in bytes`).toBeLessThan(besideBytesMax);
    }
  }
});
