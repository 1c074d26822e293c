// Runs one service as a process: options, logs, traces, metrics, bus, admin server, signals.
//
// Invariants
// 1. A failure to start is one line on stderr and exit code 1; so is one that ends the process later.
// 2. The first SIGTERM or SIGINT drains and ends with code 0, also while the service starts; the second ends at once.
// 3. The process ends within `drainTimeoutMs` and a grace of `releaseMs` after the signal, whatever the service does.
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../actor/clock.ts';
import { NatsBus } from '../cluster/nats-bus.ts';
import { createLogger } from '../telemetry/logger.ts';
import { busMetrics, mergeMetrics, processMetrics } from '../telemetry/metrics.ts';
import { createTracing, type Tracing } from '../telemetry/tracing.ts';
import { advertised } from '../wire/address.ts';
import { Code, FulgurError, invalid } from '../wire/errors.ts';
import { InProcessServers } from '../wire/in-process-servers.ts';
import { startAdminServer, type WatchedInstance } from './admin.ts';
import { loadConfig, ownOptions } from './config.ts';
import { parseCores } from './cores.ts';
import { Health } from './health.ts';
import { keepHeapTight } from './heap-growth.ts';
import type { RunningService, ServiceHost, ServiceName, StartService } from './host.ts';
import { defaultId, type SharedConfig, sharedOptions } from './shared-config.ts';
import { listenForStop } from './signals.ts';
import { usageOf } from './usage.ts';

export interface ServiceProgram<Schema extends z.ZodObject> {
  readonly name: ServiceName;
  readonly config: Schema;
  readonly start: StartService<z.infer<Schema>>;
  /** It holds much for long and computes little: see heap-growth.ts. */
  readonly tightHeap?: boolean;
}

/** Time to flush and close what the process itself holds, once the service has drained. */
const releaseMs = 5_000;

export async function runService<Schema extends z.ZodObject>(program: ServiceProgram<Schema>): Promise<void> {
  const schema = z.strictObject({ ...sharedOptions, ...program.config.shape });
  if (process.argv.includes('--help')) {
    process.stdout.write(usageOf(`fulgur ${program.name}`, schema));
    return;
  }
  try {
    const options = loadConfig(schema, { argv: process.argv.slice(2), env: process.env });
    await beScheduled(options as SharedConfig);
    await serveUntilStopped(program, options as SharedConfig, ownOptions(program.config, options));
    process.exit(0);
  } catch (error) {
    fail(program.name, error);
  }
}

/** First, so that threads started later follow; the door to native code opens only where it is needed. */
async function beScheduled({ cores, scheduling }: SharedConfig): Promise<void> {
  if (cores === undefined && scheduling === 'normal') return;
  const { runAsBatch, runOnCores } = await import('../tensor/affinity.ts');
  if (cores !== undefined) runOnCores(parseCores(cores));
  if (scheduling === 'batch') runAsBatch();
}

async function serveUntilStopped<Config>(
  program: { readonly name: ServiceName; readonly start: StartService<Config>; readonly tightHeap?: boolean },
  shared: SharedConfig,
  config: Config,
): Promise<void> {
  if (shared.natsUrl === undefined) {
    throw invalid(
      'natsUrl',
      'no event bus: name a NATS server with --nats-url (FULGUR_NATS_URL), such as nats://127.0.0.1:4222',
    );
  }
  const id = shared.id ?? defaultId();
  const tracings: Tracing[] = [];
  const watched: WatchedInstance[] = [];
  const inProcess = new InProcessServers();
  /** What the services of this process have of their own. */
  const instance = (service: ServiceName, id: string) => {
    const log = createLogger(shared.logLevel, { service, id });
    const tracing = createTracing({ service: `fulgur-${service}`, instance: id, otlpEndpoint: shared.otlpEndpoint });
    const metrics = new Registry();
    const health = new Health();
    tracings.push(tracing);
    watched.push({ service, instance: id, metrics, health });
    return { service, id, log, tracer: tracing.tracer, metrics, health };
  };
  const own = instance(program.name, id);
  const { log, metrics, health } = own;
  endOnUncaught(program.name, log);
  const stop = listenForStop();
  const admin = await startAdminServer({ host: shared.host, port: shared.adminPort, instances: watched });
  const startUp = async () => {
    const bus = await NatsBus.connect({ url: shared.natsUrl as string, name: id, log });
    const measured = processMetrics(metrics);
    const hostOf = (one: typeof own): ServiceHost => {
      busMetrics(one.metrics, bus);
      return {
        ...one,
        bus,
        clock: systemClock,
        adminAddress: advertised(admin.address, shared.advertiseHost),
        advertiseHost: shared.advertiseHost,
        inProcess,
        sibling: (service, siblingId) => hostOf(instance(service, siblingId)),
        exposition: () => mergeMetrics(watched),
        restarts: shared.restarts,
      };
    };
    const running = await program.start(config, hostOf(own));
    return { bus, measured, running };
  };
  const started = await Promise.race([startUp(), stop.received]);
  if (typeof started === 'string') {
    log.info({ signal: started }, 'asked to stop while starting');
    return;
  }
  log.info({ address: started.running.address, admin: admin.address }, 'serving');
  if (program.tightHeap) keepHeapTight();
  const signal = await stop.received;
  log.info({ signal, timeoutMs: shared.drainTimeoutMs }, 'draining');
  health.set('process', 'draining');
  await drained(started.running, shared.drainTimeoutMs);
  await Promise.race([
    Promise.all([started.bus.close(), admin.close(), ...tracings.map((tracing) => tracing.close())]),
    delay(releaseMs),
  ]);
  started.measured.close();
  log.info('stopped');
}

async function drained(running: RunningService, timeoutMs: number): Promise<void> {
  const late = delay(timeoutMs + releaseMs, undefined, { ref: false }).then(() => {
    throw new FulgurError(
      Code.DEADLINE_EXCEEDED,
      `not drained within ${timeoutMs} ms (--drain-timeout-ms) and ${releaseMs} ms of grace`,
    );
  });
  await Promise.race([running.drain(timeoutMs), late]);
}

/** A defect that nobody caught leaves a service in an unknown state: it ends, and its own supervisor starts it again. */
function endOnUncaught(name: ServiceName, log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an uncaught failure ends this process');
    fail(name, new FulgurError(Code.INTERNAL, error instanceof Error ? error.message : String(error)));
  });
}

function fail(name: ServiceName, error: unknown): never {
  const detail = error instanceof FulgurError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`fulgur ${name}: ${detail}\n`);
  process.exit(1);
}
