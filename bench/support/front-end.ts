// A router and a guard as processes of their own on a real nats-server, in front of a replica that computes nothing.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clusterConfig } from '../../cli/cluster/config.ts';
import { findNatsServer, natsServerArguments } from '../../cli/cluster/nats-server.ts';
import { OrphanWatch } from '../../cli/cluster/orphan-watch.ts';
import { serviceSpecs } from '../../cli/cluster/process-specs.ts';
import { type ProcessSpec, SupervisedProcess } from '../../cli/cluster/supervised-process.ts';
import { freePort } from '../../cli/free-port.ts';
import { Tokenizer } from '../../lib/model/tokenizer.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { poll } from './cluster-view.ts';
import { PacedReplica } from './paced-replica.ts';

export interface FrontEnd {
  readonly port: number;
  /** The router's gRPC address. */
  readonly grpcAddress: string;
  readonly replica: PacedReplica;
  readonly routerPid: number;
  /** 0 without a guard in a process of its own. */
  readonly guardPid: number;
  stop(): Promise<void>;
}

const stopMs = 10_000;
/** More than any measurement opens. */
const choicesMost = 4_096;
const story =
  ' Once upon a time a small fox named Pip found a red kite behind the old mill and ran with it up the hill.';

/** Where the guard is; without one the router lets everything pass, as its options say. */
export type GuardPlace = 'own process' | 'router process' | 'none';

export async function startFrontEnd(model: string, guard: GuardPlace = 'own process'): Promise<FrontEnd> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'fulgur-bench-'));
  const natsPort = await freePort();
  const natsUrl = `nats://127.0.0.1:${natsPort}`;
  const [httpPort, grpcPort] = [await freePort(), await freePort()];
  const config = clusterConfig.parse({
    model,
    httpPort,
    grpcPort,
    logLevel: 'error',
    guardIn: guard === 'router process' ? 'router' : 'service',
  });
  const distDir = path.resolve(import.meta.dirname, '../..');
  const wanted = serviceSpecs(config, { stateDir, natsUrl, distDir }).filter(({ service }) =>
    (guard === 'own process' ? ['router', 'guard'] : ['router']).includes(service),
  );
  const specs: ProcessSpec[] = [
    {
      id: 'nats-server',
      service: 'nats-server',
      command: findNatsServer(),
      args: natsServerArguments(natsPort, path.join(stateDir, 'jetstream')),
      env: process.env,
      logFile: path.join(stateDir, 'nats-server.log'),
    },
    ...wanted.map((spec) => ({ ...spec, env: { ...spec.env, FULGUR_MAX_CONCURRENT_CHOICES: String(choicesMost) } })),
  ];
  const orphanWatch = new OrphanWatch(stopMs, () => {});
  const children = specs.map(
    (spec) =>
      new SupervisedProcess(spec, {
        onStart: (pid) => orphanWatch.started(pid, spec.service),
        onExit: (pid) => orphanWatch.ended(pid),
      }),
  );
  for (const child of children) child.start();
  const replica = await PacedReplica.start({ natsUrl, ...(await voiceOf(model)) });
  const ready = () => fetch(`http://127.0.0.1:${httpPort}/readyz`).then((response) => response.ok);
  await poll('the router is ready', ready, (ok) => ok);
  const pid = (service: string) => children.find(({ spec }) => spec.service === service)?.pid ?? 0;
  return {
    port: httpPort,
    grpcAddress: `127.0.0.1:${grpcPort}`,
    replica,
    routerPid: pid('router'),
    guardPid: pid('guard'),
    async stop() {
      await replica.stop();
      for (const child of children.reverse()) await child.stop(stopMs);
      await orphanWatch.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

async function voiceOf(model: string): Promise<{ modelFingerprint: string; tokenIds: number[] }> {
  const tokenizer = await Tokenizer.load(model);
  const tokenIds = tokenizer.encode(story, { addSpecial: false, parseSpecial: false });
  tokenizer.close();
  return { modelFingerprint: (await GgufModel.open(model)).fingerprint, tokenIds };
}

const ticksPerSecond = 100;

/** Seconds of CPU that a process has used, in user and kernel mode, in steps of 10 ms. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Anonymous resident memory of a process in bytes. */
export function ownBytes(pid: number): number {
  const kibibytes = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes ?? 0) * 1024;
}
