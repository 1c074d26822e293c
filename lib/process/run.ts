// Runs one service as a process: options, logs, traces, metrics, bus, admin server, signals.
//
// Invariants
// 1. A failure to start is one line on stderr and exit code 1.
// 2. The first SIGTERM or SIGINT drains and ends with code 0; the second ends at once.
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../actor/clock.ts';
import { NatsBus } from '../cluster/nats-bus.ts';
import { createLogger } from '../telemetry/logger.ts';
import { busMetrics, mergeMetrics, processMetrics } from '../telemetry/metrics.ts';
import { createTracing } from '../telemetry/tracing.ts';
import { FulgurError, invalid } from '../wire/errors.ts';
import { startAdminServer, type WatchedInstance } from './admin.ts';
import { loadConfig } from './config.ts';
import { Health } from './health.ts';
import type { ServiceHost, ServiceName, StartService } from './host.ts';
import { defaultId, type SharedConfig, sharedOptions } from './shared-config.ts';

export interface ServiceProgram<Schema extends z.ZodObject> {
  readonly name: ServiceName;
  readonly config: Schema;
  readonly start: StartService<z.infer<Schema>>;
}

export async function runService<Schema extends z.ZodObject>(program: ServiceProgram<Schema>): Promise<void> {
  try {
    await serveUntilSignal(program);
    process.exit(0);
  } catch (error) {
    const detail = error instanceof FulgurError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`fulgur ${program.name}: ${detail}\n`);
    process.exit(1);
  }
}

async function serveUntilSignal<Schema extends z.ZodObject>(program: ServiceProgram<Schema>): Promise<void> {
  const schema = z.strictObject({ ...sharedOptions, ...program.config.shape });
  const options = loadConfig(schema, { argv: process.argv.slice(2), env: process.env });
  const shared = options as SharedConfig;
  const own = Object.keys(program.config.shape);
  const config = Object.fromEntries(Object.entries(options).filter(([key]) => own.includes(key))) as z.infer<Schema>;
  const { natsUrl } = shared;
  if (natsUrl === undefined) {
    throw invalid(
      'natsUrl',
      'no event bus: name a NATS server with --nats-url (FULGUR_NATS_URL), such as nats://127.0.0.1:4222',
    );
  }
  const signal = firstSignal();
  const id = shared.id ?? defaultId();
  const log = createLogger(shared.logLevel, { service: program.name, id });
  const tracing = createTracing({ service: `fulgur-${program.name}`, instance: id, otlpEndpoint: shared.otlpEndpoint });
  const metrics = new Registry();
  const health = new Health();
  const watched: WatchedInstance = { service: program.name, instance: id, metrics, health };
  const bus = await NatsBus.connect({ url: natsUrl, name: id, log });
  const measured = processMetrics(metrics);
  busMetrics(metrics, bus);
  const admin = await startAdminServer({ host: shared.host, port: shared.adminPort, instances: [watched] });
  const host: ServiceHost = {
    service: program.name,
    id,
    bus,
    log,
    metrics,
    tracer: tracing.tracer,
    clock: systemClock,
    health,
    adminAddress:
      shared.advertiseHost === undefined ? admin.address : admin.address.replace(/^.*(?=:\d+$)/, shared.advertiseHost),
    advertiseHost: shared.advertiseHost,
    exposition: () => mergeMetrics([watched]),
    restarts: shared.restarts,
  };
  const running = await program.start(config, host);
  log.info({ address: running.address, admin: admin.address }, 'serving');
  await signal;
  log.info({ timeoutMs: shared.drainTimeoutMs }, 'draining');
  await running.drain(shared.drainTimeoutMs);
  await bus.close();
  await admin.close();
  measured.close();
  await tracing.close();
  log.info('stopped');
}

function firstSignal(): Promise<void> {
  let isFirst = true;
  return new Promise((resolve) => {
    const onSignal = () => {
      if (!isFirst) process.exit(130);
      isFirst = false;
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
