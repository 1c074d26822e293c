// `fulgur cluster`: the real cluster on one machine. Starts nats-server and every service as its own process,
// waits until the router is ready, restarts what dies, and stops everything in order.
//
// Owns the child processes and the state folder's contents. Knows of the services only how to start them.
//
// Invariants
// 1. Once it stops nothing is started, whatever a start in progress was about to do.
// 2. No child outlives it for longer than its grace, however it ends: `OrphanWatch` stops them when it was killed.
import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { freePort } from '../free-port.ts';
import { checkModel, checkNats, checkPort } from '../preflight.ts';
import type { ClusterConfig } from './config.ts';
import { findNatsServer, natsServerArguments } from './nats-server.ts';
import { OrphanWatch } from './orphan-watch.ts';
import { serviceSpecs } from './process-specs.ts';
import { type ProcessExit, type ProcessSpec, SupervisedProcess } from './supervised-process.ts';

const readyPollMs = 50;
/** A process that fails this often before the cluster was ever ready will not get better by itself. */
const startFailuresMost = 3;
/** What a service process needs beyond its drain timeout to close what it holds. */
const releaseMs = 6_000;

export interface ClusterProcess {
  readonly id: string;
  readonly service: string;
  readonly pid: number | undefined;
  readonly restarts: number;
}

export class LocalCluster {
  readonly config: ClusterConfig;
  readonly stateDir: string;
  readonly #progress: (line: string) => void;
  readonly #processes: SupervisedProcess[] = [];
  #orphanWatch: OrphanWatch | undefined;
  #startFailure: FulgurError | undefined;
  #isReady = false;
  #stopping = false;

  constructor(config: ClusterConfig, progress: (line: string) => void) {
    this.config = config;
    this.#progress = progress;
    this.stateDir = path.resolve(config.stateDir ?? mkdtempSync(path.join(tmpdir(), 'fulgur-')));
    mkdirSync(this.stateDir, { recursive: true });
  }

  get processes(): ClusterProcess[] {
    return this.#processes.map((child) => ({
      id: child.spec.id,
      service: child.spec.service,
      pid: child.pid,
      restarts: child.restarts,
    }));
  }

  /** Resolves when the first router answers that it is ready; rejects with the reason when that will not happen. */
  async start(): Promise<void> {
    const { config, stateDir } = this;
    const httpPort = config.httpPort === 0 ? await freePort() : config.httpPort;
    const grpcPort = config.grpcPort === 0 ? await freePort() : config.grpcPort;
    Object.assign(this.config, { httpPort, grpcPort });
    await this.#checkStart();
    this.#orphanWatch = new OrphanWatch(config.drainTimeoutMs + releaseMs, (error) =>
      this.#progress(`children may outlive this process: ${error.message}`),
    );
    const natsUrl = config.natsUrl ?? (await this.#startNats());
    const distDir = path.resolve(import.meta.dirname, '../..');
    for (const spec of serviceSpecs(config, { stateDir, natsUrl, distDir })) this.#supervise(spec);
    this.#progress(`started ${this.#processes.length} processes, logs in ${stateDir}`);
    await this.#untilReady();
    this.#isReady = true;
  }

  /** What no process could start with is said once, not by each of them. */
  async #checkStart(): Promise<void> {
    const { model, host, httpPort, grpcPort, routers, natsUrl } = this.config;
    await checkModel(model);
    if (natsUrl !== undefined) await checkNats(natsUrl);
    for (let router = 0; router < routers; router += 1) {
      await checkPort({ host, port: httpPort + router, option: 'httpPort' });
      await checkPort({ host, port: grpcPort + router, option: 'grpcPort' });
    }
  }

  /** Clients' side first, so that requests in flight still find the services that they need. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const child of this.#processes) child.retire();
    const order = ['router', 'attention', 'expert-shard', 'guard', 'kv-store', 'nats-server'];
    for (const service of order) {
      const group = this.#processes.filter((child) => child.spec.service === service);
      await Promise.all(group.map((child) => child.stop(this.config.drainTimeoutMs + releaseMs)));
    }
    await this.#orphanWatch?.close();
    this.#removeData();
  }

  /** Of a folder that was made for this run only the logs are of use afterwards, if there are any. */
  #removeData(): void {
    if (this.config.stateDir !== undefined) return;
    const entries = readdirSync(this.stateDir, { withFileTypes: true });
    for (const entry of entries.filter((entry) => entry.isDirectory())) {
      rmSync(path.join(this.stateDir, entry.name), { recursive: true, force: true });
    }
    if (entries.every((entry) => entry.isDirectory())) rmdirSync(this.stateDir);
  }

  async #startNats(): Promise<string> {
    const command = findNatsServer();
    const port = await freePort();
    const logFile = path.join(this.stateDir, 'nats-server.log');
    const args = natsServerArguments(port, path.join(this.stateDir, 'jetstream'));
    this.#supervise({ id: 'nats-server', service: 'nats-server', command, args, env: process.env, logFile });
    return `nats://127.0.0.1:${port}`;
  }

  #supervise(spec: ProcessSpec): void {
    if (this.#stopping) return;
    const child = new SupervisedProcess(spec, {
      onStart: (pid) => this.#orphanWatch?.started(pid, spec.service),
      onExit: (pid, exit) => {
        this.#orphanWatch?.ended(pid);
        this.#onExit(spec.id, exit);
      },
    });
    this.#processes.push(child);
    child.start();
  }

  #onExit(id: string, exit: ProcessExit): void {
    if (this.#stopping) return;
    const how = exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`;
    const reason = exit.lastError.replace(/^fulgur [a-z-]+: /, '');
    this.#progress(`${id} ${how}${reason === '' ? '' : `: ${reason}`}; starting it again`);
    const child = this.#processes.find((other) => other.spec.id === id);
    if (!this.#isReady && (child?.restarts ?? 0) + 1 >= startFailuresMost) {
      this.#startFailure = new FulgurError(
        Code.FAILED_PRECONDITION,
        `${id} does not start: ${reason || `it ${how}`}; its log is in ${this.stateDir}`,
      );
    }
  }

  async #untilReady(): Promise<void> {
    const { host, httpPort, readyTimeoutMs } = this.config;
    const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${httpPort}/readyz`;
    const deadline = performance.now() + readyTimeoutMs;
    let reason = 'the router does not answer yet';
    while (performance.now() < deadline && !this.#stopping) {
      if (this.#startFailure !== undefined) throw this.#startFailure;
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
        if (response.ok) return;
        reason = (await response.text()).trim();
      } catch {
        // Not listening yet: try again until the deadline.
      }
      await new Promise((resolve) => setTimeout(resolve, readyPollMs));
    }
    if (this.#stopping) return;
    throw new FulgurError(
      Code.DEADLINE_EXCEEDED,
      `the cluster was not ready after ${readyTimeoutMs} ms (${reason}); logs are in ${this.stateDir}`,
    );
  }
}
