// A kv-store whose disk fills up: RAM goes on, the disk tier says why it is off, and comes back when there is room.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { eventually, type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { metric } from '../support/scrape.ts';
import { undisturbed } from '../support/steady-load.ts';
import { fetchBlocks, fillerBlock, storeFiller } from '../support/stored-blocks.ts';

const mebibyte = 2 ** 20;
const blockBytes = 128 * 1024;

const stateDir = mkdtempSync(path.join(tmpdir(), 'fulgur-disk-'));
const disk = path.join(stateDir, 'kv-store-0');
let isFileSystem = false;
let cluster: FulgurProcess;
let channel: Channel;
let peer: Channel;
let pid: number;

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });

/** A file system of its own where we may mount one, else a limit on what the process may write to a file. */
function makeSmallDisk(): void {
  mkdirSync(disk, { recursive: true });
  try {
    run('mount', '-t', 'tmpfs', '-o', 'size=3m', 'fulgur-test', disk);
    isFileSystem = true;
  } catch {
    // Not root, or in a container that may not mount.
  }
}

function limitFiles(limit: number | 'unlimited'): void {
  run('prlimit', '--pid', String(pid), `--fsize=${limit}:`);
}

beforeAll(async () => {
  makeSmallDisk();
  const env = { FULGUR_RAM_BYTES: String(mebibyte), FULGUR_DISK_RETRY_MS: '100' };
  cluster = await startFulgurWith(env, 'cluster', '--expert-shards', '1', '--state-dir', stateDir);
  channel = new Channel(cluster.grpc);
  const member = (await cluster.status()).members.find(({ service }) => service === 'kv-store');
  peer = new Channel(member?.address as string);
  pid = member?.pid as number;
  if (!isFileSystem) limitFiles(3 * mebibyte);
});

afterAll(async () => {
  peer?.close();
  channel?.close();
  await cluster?.stop();
  if (isFileSystem) run('umount', disk);
  rmSync(stateDir, { recursive: true, force: true });
});

const available = () => metric(cluster, 'fulgur_kv_disk_available');

describe('a full disk', () => {
  it('turns the disk tier off with the reason; RAM serves, and no request notices', async () => {
    expect(await available()).toBe(1);
    await undisturbed(channel, async () => {
      const { stored, refused } = await storeFiller(peer, 0, 48, blockBytes);
      expect({ stored, refused }).toEqual({ stored: 48, refused: 0 });
      await eventually(5_000, 'the disk tier is off', async () => ((await available()) === 0 ? true : undefined));
    });
    const log = readFileSync(path.join(stateDir, 'kv-store-0.log'), 'utf8');
    expect(log).toMatch(
      /disk tier is off, RAM goes on: cannot write the disk tier at [^"]*kv-store-0: .*bytes are free/,
    );
    expect(await storeFiller(peer, 48, 1, blockBytes)).toMatchObject({ stored: 1 });
    const latest = fillerBlock(48, blockBytes).id?.key as Uint8Array;
    expect(await fetchBlocks(peer, [Buffer.from(latest).toString('hex')])).toHaveLength(1);
    const { members } = await cluster.status();
    expect(members.find(({ id }) => id === 'kv-store-0')).toMatchObject({ pid, ready: true, restarts: 0 });
  });

  it('takes blocks again when there is room', async () => {
    if (isFileSystem) run('mount', '-o', 'remount,size=64m', disk);
    else limitFiles('unlimited');
    await eventually(30_000, 'the disk tier is on', async () => ((await available()) === 1 ? true : undefined));
    const evicted = () => metric(cluster, 'fulgur_kv_blocks', { tier: 'disk' });
    const before = await evicted();
    await undisturbed(channel, () => storeFiller(peer, 100, 48, blockBytes));
    await eventually(5_000, 'blocks arrive on disk', async () => ((await evicted()) > before ? true : undefined));
    expect(await available()).toBe(1);
  });
});
