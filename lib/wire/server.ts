// A gRPC server: typed services, the standard health service and server reflection.
import { logVerbosity, Server, ServerCredentials, setLogVerbosity } from '@grpc/grpc-js';
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Health } from '../process/health.ts';
import { advertised, hostAndPort } from './address.ts';
import type { OpenDoor } from './door.ts';
import { widenWindows } from './flow-control.ts';
import { GrpcMetrics } from './grpc-metrics.ts';
import type { ServiceBinding } from './handlers.ts';
import { addHealthService } from './health-service.ts';
import { InProcessServer } from './in-process-server.ts';
import type { InProcessServers } from './in-process-servers.ts';
import { defaultMaxMessageBytes, flowControlWindowBytes } from './limits.ts';
import { listenError } from './listen-error.ts';
import { watchOversizedMessages } from './oversized-messages.ts';
import { addReflection } from './reflection.ts';
import { defaultSendLimits, type SendLimits } from './send-queue.ts';
import { adapt } from './server-calls.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The option that chose the port, for the error when it cannot be opened. Default `grpcPort`. */
  readonly portOption?: string;
  readonly services: readonly ServiceBinding[];
  readonly health: Health;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly metrics: Registry;
  /** Largest message taken or sent. */
  readonly maxMessageBytes?: number;
  /** Bounds calls whose caller sets no deadline; bidirectional streams excepted. Default 10 minutes. */
  readonly deadlineMsMax?: number;
  readonly sendLimits?: SendLimits;
  /** Where clients of this process find the server; without it they connect as all others do. */
  readonly inProcess?: InProcessServers | undefined;
  /** Ways in for others of this process that are no calls. */
  readonly doors?: readonly OpenDoor[];
  /** Host under which peers reach the server, where it differs from `host`. */
  readonly advertiseHost?: string | undefined;
}

export interface GrpcServer {
  /** host:port */
  readonly address: string;
  readonly port: number;
  /** Takes no new call, lets those that run end within `timeoutMs`, then breaks off the rest. */
  drain(timeoutMs: number): Promise<void>;
}

/** Throws a FulgurError that names the option when the port cannot be opened. */
export async function serve(options: ServeOptions): Promise<GrpcServer> {
  // What grpc-js would print on standard error, its calls report as errors as well. Its own variables still win.
  if (!process.env['GRPC_VERBOSITY'] && !process.env['GRPC_TRACE']) setLogVerbosity(logVerbosity.NONE);
  const maxMessageBytes = options.maxMessageBytes ?? defaultMaxMessageBytes;
  const server = new Server({
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    // A client that vanished without a word is noticed, and its calls cancelled, within 5 s.
    'grpc.keepalive_time_ms': 2000,
    'grpc.keepalive_timeout_ms': 3000,
    'grpc-node.flow_control_window': flowControlWindowBytes,
  });
  const draining = new AbortController();
  const serving = {
    log: options.log,
    tracer: options.tracer,
    metrics: new GrpcMetrics(options.metrics),
    transport: 'grpc' as const,
    maxMessageBytes,
    deadlineMsMax: options.deadlineMsMax ?? 600_000,
    sendLimits: options.sendLimits ?? defaultSendLimits,
    draining: draining.signal,
  };
  const identity = (bytes: Buffer) => bytes;
  for (const { handlers } of options.services) {
    for (const { method, handler } of handlers) {
      serving.metrics.oversized(method.name, 0);
      server.register(`/${method.name}`, adapt(method, handler, serving), identity, identity, method.kind);
    }
  }
  const names = options.services.map(({ service }) => service);
  const health = addHealthService(server, names, options.health);
  addReflection(server, names);
  const port = await bind(server, options);
  watchOversizedMessages(server, (method) => serving.metrics.oversized(method));
  const address = hostAndPort(options.host, port);
  const inProcess = new InProcessServer(options.services, { ...serving, transport: 'in_process' }, options.doors);
  const close = options.inProcess?.add([address, advertised(address, options.advertiseHost)], inProcess);
  return {
    address,
    port,
    async drain(timeoutMs) {
      close?.();
      health.drain();
      draining.abort();
      await Promise.all([shutdown(server, timeoutMs), inProcess.drain(timeoutMs)]);
      health.close();
    },
  };
}

function bind(server: Server, { host, port, portOption = 'grpcPort' }: ServeOptions): Promise<number> {
  const address = hostAndPort(host, port);
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (!error) {
        widenWindows(server);
        resolve(bound);
        return;
      }
      server.forceShutdown();
      reject(listenError(error, { host, port, option: portOption }));
    });
  });
}

function shutdown(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      // A connection whose peer is silent may never report its end.
      setImmediate(resolve);
    }, timeoutMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
