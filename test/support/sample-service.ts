// A small service for tests of how a service process lives and ends: it behaves as its options say.
import { z } from 'zod';
import { Actor } from '../../lib/actor/actor.ts';
import { Supervisor } from '../../lib/actor/supervisor.ts';
import type { ServiceHost } from '../../lib/process/host.ts';
import { runService } from '../../lib/process/run.ts';
import { sharedOptions } from '../../lib/process/shared-config.ts';
import { bindService } from '../../lib/wire/handlers.ts';
import { ClusterMethods } from '../../lib/wire/methods.ts';
import { serve } from '../../lib/wire/server.ts';

const config = z.strictObject({
  ...sharedOptions,
  model: z.string().default('').describe('path of the model'),
  behaviour: z.enum(['well', 'neverReady', 'neverStarts', 'escalates', 'rejects', 'neverDrains']).default('well'),
});

class Failing extends Actor<string> {
  protected override receive(): void {
    throw new Error('the device is lost');
  }
}

async function start(options: z.infer<typeof config>, host: ServiceHost) {
  if (options.behaviour === 'neverStarts') {
    host.log.info('start hangs');
    await new Promise(() => {});
  }
  const server = await serve({
    host: options.host,
    port: options.grpcPort,
    services: [bindService(ClusterMethods, { getStatus: () => ({ leaderId: host.id, modelId: options.model }) })],
    health: host.health,
    log: host.log,
    tracer: host.tracer,
    metrics: host.metrics,
  });
  host.health.set('model', options.behaviour === 'neverReady' ? 'loading' : undefined);
  if (options.behaviour === 'escalates') {
    const ref = await new Supervisor(host.clock).spawn('engine', () => new Failing(), { strategy: 'escalate' });
    ref.tell('fail');
  }
  if (options.behaviour === 'rejects') void Promise.reject(new Error('nobody handles this'));
  return {
    address: server.address,
    async drain(timeoutMs: number) {
      if (options.behaviour === 'neverDrains') await new Promise(() => {});
      await server.drain(timeoutMs);
    },
  };
}

await runService({ name: 'guard', config, start });
