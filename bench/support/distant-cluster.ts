// A cluster whose shards seem to stand elsewhere: what attention and shards say to each other comes late.
//
// Shards listen on 127.0.0.1 and tell their peers that they are at 127.0.0.2, where a relay that delays stands on the same
// port. Nothing in the services knows of it.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findNatsServer, natsServerArguments } from '../../cli/cluster/nats-server.ts';
import { computeEnvironments } from '../../cli/compute-threads.ts';
import { freePort } from '../../cli/free-port.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { parseSamples, poll, type Sample } from './cluster-view.ts';
import { DelayingProxy } from './delaying-proxy.ts';
import type { Target } from './target.ts';

export interface DistantClusterOptions {
  readonly model: string;
  readonly shards: number;
  /** 0 lets attention find out. */
  readonly microBatches: number;
  /** Where attention computes; undefined for the CPU. */
  readonly attentionDevice: string | undefined;
  /** Cores of attention alone and of the shards alone; undefined where they share all, as in `fulgur cluster`. */
  readonly apart: { readonly attention: readonly number[]; readonly shards: readonly number[] } | undefined;
  /** Tokens whose keys and values fit in attention's pool. */
  readonly kvPoolTokens: number;
}

export interface DistantCluster extends Target {
  /** The metrics of the attention process. */
  samples(): Promise<Sample[]>;
  /**
   * Holds back what attention and shards say to each other, by so much one way; none at first. Resolves when it is so,
   * with the milliseconds that each delivery since the last change came later than its delay.
   */
  delay(delayMs: number): Promise<number[]>;
}

const near = '127.0.0.1';
const distant = '127.0.0.2';

export async function startDistantCluster(options: DistantClusterOptions): Promise<DistantCluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-bench-'));
  const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    return await start(options, folder, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  { model, shards, microBatches, attentionDevice, apart, kvPoolTokens }: DistantClusterOptions,
  folder: string,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<DistantCluster> {
  const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) => {
    const child = spawn(command, args, { env, stdio: 'ignore' });
    closers.push(() => end(child));
    return child;
  };
  const natsPort = await freePort();
  run(findNatsServer(), natsServerArguments(natsPort, folder));
  const common = {
    FULGUR_MODEL: path.resolve(model),
    FULGUR_NATS_URL: `nats://${near}:${natsPort}`,
    FULGUR_DRAIN_TIMEOUT_MS: '1000',
  };
  const service = (name: string, id: string, env: NodeJS.ProcessEnv) =>
    run(process.execPath, [programOf(name)], { ...process.env, ...common, FULGUR_ID: id, ...env });
  const processes = { attention: 1, expertShards: shards };
  const attentionShares = computeEnvironments(model, processes, apart?.attention);
  const shardShares = computeEnvironments(model, processes, apart?.shards);
  const proxies: DelayingProxy[] = [];
  for (let i = 0; i < shards; i++) {
    const port = await freePort();
    const proxy = await DelayingProxy.start({ host: distant, port }, { host: near, port });
    proxies.push(proxy);
    closers.push(() => proxy.stop());
    service('expert-shard', `expert-shard-${i}`, {
      FULGUR_GRPC_PORT: String(port),
      FULGUR_ADVERTISE_HOST: distant,
      ...shardShares.expertShard(i),
    });
  }
  const [adminPort, httpPort, grpcPort] = [await freePort(), await freePort(), await freePort()];
  service('attention', 'attention-0', {
    FULGUR_ADMIN_PORT: String(adminPort),
    FULGUR_MICRO_BATCHES: String(microBatches),
    FULGUR_KV_POOL_TOKENS: String(kvPoolTokens),
    // What is measured is decoding: prompts are out of its way at once.
    FULGUR_INTER_TOKEN_TARGET_MS: '0',
    // What passes through memory is not late.
    FULGUR_SHARED_MEMORY: 'false',
    ...attentionShares.attention(0),
    ...(apart === undefined ? {} : { FULGUR_CORES: apart.attention.join(',') }),
    ...(attentionDevice === undefined ? {} : { FULGUR_DEVICE: attentionDevice }),
  });
  const ports = { FULGUR_HTTP_PORT: String(httpPort), FULGUR_GRPC_PORT: String(grpcPort) };
  const { pid } = service('router', 'router-0', { ...ports, FULGUR_MIN_SHARDS: String(shards) });
  const httpUrl = `http://${near}:${httpPort}`;
  const isReady = async () => (await fetch(`${httpUrl}/readyz`, { signal: AbortSignal.timeout(1_000) })).ok;
  await poll('the router was ready', isReady, (ready) => ready);
  const grpcAddress = `${near}:${grpcPort}`;
  const channel = new Channel(grpcAddress);
  closers.push(() => channel.close());
  const samples = async () => parseSamples(await (await fetch(`http://${near}:${adminPort}/metrics`)).text());
  const delay = async (delayMs: number) => (await Promise.all(proxies.map((proxy) => proxy.delay(delayMs)))).flat();
  return { name: 'distant', channel, grpcAddress, httpUrl, pid: pid!, samples, delay, stop: close };
}

/** The compiled service: beside the compiled benchmark, or in dist/ when the benchmark runs from source. */
function programOf(service: string): string {
  const candidates = [`../../services/${service}/main.js`, `../../dist/services/${service}/main.js`];
  const found = candidates.map((file) => path.resolve(import.meta.dirname, file)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new FulgurError(Code.FAILED_PRECONDITION, `services/${service} is not built: run \`npm run build\``);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(insist);
}
