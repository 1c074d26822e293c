// A real server on loopback for the tests of this folder.
import { type DestinationStream, pino } from 'pino';
import { Registry } from 'prom-client';
import { Health } from '../process/health.ts';
import { noTracer } from '../telemetry/no-tracer.ts';
import { Channel, type ChannelOptions } from './client.ts';
import type { Transport } from './grpc-metrics.ts';
import { bindService, type Handlers } from './handlers.ts';
import { InProcessServers } from './in-process-servers.ts';
import { AttentionMethods, GuardMethods, KvStoreMethods } from './methods.ts';
import { type GrpcServer, type ServeOptions, serve } from './server.ts';

export interface TestServer {
  readonly server: GrpcServer;
  readonly channel: Channel;
  readonly health: Health;
  readonly metrics: Registry;
  readonly logged: Record<string, unknown>[];
}

export interface TestHandlers {
  readonly kv?: Partial<Handlers<typeof KvStoreMethods>>;
  readonly guard?: Partial<Handlers<typeof GuardMethods>>;
  readonly attention?: Partial<Handlers<typeof AttentionMethods>>;
}

/** The contract of calls holds over each. */
export const transports: readonly Transport[] = ['grpc', 'in_process'];

/** `startTestServer` for calls that go this way. */
export function serverOver(transport: Transport): typeof startTestServer {
  if (transport === 'grpc') return startTestServer;
  const inProcess = new InProcessServers();
  return (handlers, options, channelOptions) =>
    startTestServer(handlers, { inProcess, ...options }, { inProcess, ...channelOptions });
}

const open: { server: GrpcServer; channels: Channel[] }[] = [];

/** Serves the handlers given; the others answer with nothing. Closed by `closeAll`. */
export async function startTestServer(
  { kv, guard, attention }: TestHandlers,
  options: Partial<ServeOptions> = {},
  channelOptions: ChannelOptions = {},
): Promise<TestServer> {
  const health = new Health();
  const metrics = new Registry();
  const logged: Record<string, unknown>[] = [];
  const stream: DestinationStream = { write: (line) => void logged.push(JSON.parse(line)) };
  const server = await serve({
    host: '127.0.0.1',
    port: 0,
    health,
    metrics,
    log: pino({ level: 'info' }, stream),
    tracer: noTracer,
    services: [
      bindService(KvStoreMethods, {
        match: () => ({}),
        fetch: async () => {},
        store: async () => ({}),
        listBlocks: async () => {},
        getStats: () => ({}),
        ...kv,
      }),
      bindService(GuardMethods, {
        assessPrompt: () => ({}),
        screenOutput: (stream) => stream.onMessage(({ text }) => void stream.send({ text })),
        moderate: () => ({}),
        getPolicy: () => ({}),
        putPolicy: () => ({}),
        dryRunPolicy: () => ({}),
        listPolicies: () => ({}),
        ...guard,
      }),
      bindService(AttentionMethods, { serve: () => {}, listBlocks: async () => {}, ...attention }),
    ],
    ...options,
  });
  const channel = new Channel(server.address, channelOptions);
  open.push({ server, channels: [channel] });
  return { server, channel, health, metrics, logged };
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const { server, channels } of open.splice(0)) {
    for (const channel of channels) channel.close();
    await server.drain(0);
  }
}

/** How a call failed; throws when it did not. */
export async function failure(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`the call succeeded: ${JSON.stringify(outcome.value)}`);
}
