// Processes that share memory with others of their machine are killed and stopped in the middle of answers.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tokenizer } from '../../lib/model/tokenizer.ts';
import { nativeKernels } from '../../lib/tensor/native.ts';
import { Channel } from '../../lib/wire/client.ts';
import { eventually, type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { generate } from '../support/generate.ts';
import { writePackedModel } from '../support/packed-model.ts';
import { metric } from '../support/scrape.ts';

const tokensEach = 400;
const canShare = nativeKernels() !== undefined && process.platform === 'linux';

describe.skipIf(!canShare).each([
  { copies: 'one copy of each expert', redundantSlots: 0 },
  { copies: 'every expert on both', redundantSlots: 16 },
])(
  'shards of the same machine with $copies (skipped without native kernels, or where it is not Linux)',
  ({ redundantSlots }) => {
    let folder: string;
    let cluster: FulgurProcess;
    let channel: Channel;
    /** Of tokens that would end an answer early. */
    let endsNothing: Record<number, number>;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'fulgur-shared-memory-'));
      const model = path.join(folder, 'model.gguf');
      await writePackedModel(model);
      const tokenizer = await Tokenizer.load(model);
      endsNothing = Object.fromEntries([...tokenizer.eogIds].map((id) => [id, -100]));
      tokenizer.close();
      const env = { FULGUR_EXCHANGE_DEADLINE_MS: '1000', FULGUR_REDUNDANT_SLOTS: String(redundantSlots) };
      cluster = await startFulgurWith(env, 'cluster', '--model', model, '--expert-shards', '2', '--no-disk-tier');
      channel = new Channel(cluster.grpc);
    }, 120_000);
    afterAll(async () => {
      channel?.close();
      await cluster?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const pidOf = async (id: string) => (await cluster.status()).members.find((member) => member.id === id)!.pid;
    const exchanged = () => metric(cluster, 'fulgur_attention_exchanges_total', { way: 'shared_memory' });
    /** Answers of four prompts; `meanwhile` runs when batches of theirs have gone through shared memory. */
    async function answers(meanwhile: () => Promise<unknown>): Promise<void> {
      const before = await exchanged();
      const running = Array.from({ length: 4 }, (_, i) =>
        generate(channel, {
          tokenIds: { ids: [300 + i, 310 + i, 320 + i] },
          sampling: { temperature: 0, logitBias: endsNothing },
          maxTokens: tokensEach,
        }),
      );
      await eventually(20_000, 'batches in shared memory', async () =>
        (await exchanged()) > before ? true : undefined,
      );
      await meanwhile();
      for (const { ids } of await Promise.all(running)) expect(ids).toHaveLength(tokensEach);
    }
    /** Resolves when answers come through shared memory again. */
    const recovered = () =>
      eventually(30_000, 'batches in shared memory again', async () => {
        const before = await exchanged();
        await generate(channel, { tokenIds: { ids: [300, 301] }, sampling: { temperature: 0 }, maxTokens: 4 });
        return (await exchanged()) > before ? true : undefined;
      });
    const sharedMaps = async (pid: number) =>
      (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n').filter((line) => line.includes('memfd:fulgur-rows'))
        .length;

    it('one that is killed costs no answer, and its successor shares memory again', async () => {
      const pid = await pidOf('expert-shard-0');
      await answers(async () => process.kill(pid, 'SIGKILL'));
      await eventually(20_000, 'another process', async () =>
        (await pidOf('expert-shard-0')) !== pid ? true : undefined,
      );
      await recovered();
    }, 90_000);

    it('one that stands still costs no answer; where the other has its experts, that one is asked as well', async () => {
      const pid = await pidOf('expert-shard-1');
      const hedged = () => metric(cluster, 'fulgur_attention_exchange_retries_total', { reason: 'hedge' });
      const before = await hedged();
      try {
        await answers(async () => process.kill(pid, 'SIGSTOP'));
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      if (redundantSlots > 0) expect(await hedged()).toBeGreaterThan(before);
      await recovered();
    }, 90_000);

    it('gives up the memory of an attention that is killed, whose answers are continued by its successor', async () => {
      const [attention, shard] = [await pidOf('attention-0'), await pidOf('expert-shard-0')];
      expect(await sharedMaps(shard)).toBe(1);
      await answers(async () => process.kill(attention, 'SIGKILL'));
      await recovered();
      await eventually(5_000, 'one memory again', async () => ((await sharedMaps(shard)) === 1 ? true : undefined));
    }, 90_000);
  },
);
