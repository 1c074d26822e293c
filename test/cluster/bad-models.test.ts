// Model files that cannot be served: one clear line and exit code 1, from every command and service that opens one.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { demoModel, type FulgurProcess, runFulgur, startFulgur } from '../support/fulgur-process.ts';
import { type NatsServer, startNats } from '../support/nats-server.ts';
import { spawnService } from '../support/spawned-service.ts';
import { undisturbed } from '../support/steady-load.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-models-'));
const whole = readFileSync(demoModel);

function written(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(whole);
  change(bytes);
  return bytes;
}

const badModels: [string, string, RegExp][] = [
  [
    'a file cut off in its header',
    written('header.gguf', whole.subarray(0, 50_000)),
    /header\.gguf cannot be read: .*\(at byte \d+\)/,
  ],
  ['a file cut off in its weights', written('half.gguf', whole.subarray(0, whole.length / 2)), /half\.gguf .*blk\.\d+/],
  ['a file that is no GGUF', written('text.gguf', Buffer.from('once upon a time '.repeat(99))), /text\.gguf .*GGUF/],
  [
    'a file with an absurd count of tensors',
    written(
      'counts.gguf',
      changed((bytes) => bytes.writeBigUInt64LE(2n ** 60n, 8)),
    ),
    /counts\.gguf .*1152921504606846976/,
  ],
  [
    'an architecture that is not served',
    written(
      'foreign.gguf',
      changed((bytes) => bytes.write('yi-thunder-x', bytes.indexOf('yi-lightning'), 'latin1')),
    ),
    /foreign\.gguf .*"yi-thunder-x" is not served; these are: .*olmoe.*yi-lightning/,
  ],
];

const cutOff = badModels[1] as (typeof badModels)[number];
const foreign = badModels[4] as (typeof badModels)[number];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(badModels)('%s ends `fulgur up` with code 1 and one line', async (_what, model, message) => {
  const { code, stderr } = await runFulgur('up', '--model', model, '--http-port', '0', '--grpc-port', '0');
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(message);
});

it('ends `fulgur cluster` with code 1 and the line of the process that could not start', async () => {
  const [, model, message] = cutOff;
  const temporary = path.join(folder, 'temporary');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  const { code, stderr } = await runFulgur('cluster', '--model', model, '--http-port', '0', '--grpc-port', '0');
  vi.unstubAllEnvs();
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(message);
  expect(readdirSync(temporary), 'left in the temporary folder').toEqual([]);
});

describe('beside a running cluster', () => {
  let nats: NatsServer;
  let cluster: FulgurProcess;
  let channel: Channel;

  beforeAll(async () => {
    nats = await startNats({ jetstream: true });
    cluster = await startFulgur('cluster', '--nats-url', nats.url, '--expert-shards', '2');
    channel = new Channel(cluster.grpc);
  });

  afterAll(async () => {
    channel?.close();
    await cluster?.stop();
    await nats?.stop();
  });

  it.each(['router', 'attention', 'expert-shard'] as const)(
    'a %s that is given such a file says why, leaves, and nothing changes',
    async (service) => {
      const before = await cluster.status();
      await undisturbed(channel, async () => {
        for (const [, model, message] of [cutOff, foreign]) {
          const flags = ['--nats-url', nats.url, '--id', `${service}-new`, '--model', model];
          const ports = service === 'router' ? ['--http-port', '0', '--grpc-port', '0'] : [];
          const started = spawnService(service, [...flags, ...ports]);
          expect(await started.exit).toBe(1);
          expect(started.stderr()).toMatch(message);
          expect(started.stderr().trim().split('\n')).toHaveLength(1);
        }
      });
      const after = await cluster.status();
      expect(after.members.map(({ id, pid }) => [id, pid])).toEqual(before.members.map(({ id, pid }) => [id, pid]));
      expect(after.planEpoch).toBe(before.planEpoch);
    },
  );
});

describe('`fulgur inspect`', () => {
  it.each(badModels.slice(0, 4))('names %s in one line', async (_what, model, message) => {
    const { code, stderr } = await runFulgur('inspect', model);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
  });

  it('describes a model of another architecture, and says that it is not served', async () => {
    const [, model] = foreign;
    const { code, stdout } = await runFulgur('inspect', model);
    expect(code).toBe(0);
    expect(stdout).toMatch(/architecture +yi-thunder-x/);
    expect(stdout).toMatch(/served +no: .*"yi-thunder-x" is not served/);
  });
});
