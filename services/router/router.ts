// The router: the front door and the control plane of the cluster.
import { announce } from '../../lib/cluster/members.ts';
import type { RunningService, ServiceHost } from '../../lib/process/host.ts';
import { serve } from '../../lib/wire/server.ts';
import { Admission } from './admission.ts';
import { AttentionFleet } from './attention-fleet.ts';
import { Authenticator } from './authenticator.ts';
import { clusterStatus } from './cluster-status.ts';
import type { RouterConfig } from './config.ts';
import { ConsoleState } from './console/console-state.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { GuardClient } from './guard-client.ts';
import { consoleRoutes } from './http/console.ts';
import { generationRoutes } from './http/generation.ts';
import { modelRoutes } from './http/models.ts';
import { moderationRoutes } from './http/moderations.ts';
import { operationRoutes } from './http/operations.ts';
import { startHttpServer } from './http/server.ts';
import { type LoadedModel, loadModel } from './load-model.ts';
import { type RouterMetrics, routerMetrics } from './metrics.ts';
import { RequestDesk } from './request-desk.ts';
import type { ServedModel } from './served-model.ts';
import { routerServices } from './service.ts';

/** For responses that are still on their way when every request is done. */
const lastResponsesMs = 1_000;

export interface RunningRouter extends RunningService {
  /** host:port of the OpenAI API. */
  readonly httpAddress: string;
}

export async function startRouter(config: RouterConfig, host: ServiceHost): Promise<RunningRouter> {
  const releases: (() => void | Promise<void>)[] = [];
  const release = async () => {
    for (const step of releases.splice(0).reverse()) await step();
  };
  try {
    return await start(config, host, releases, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function start(
  config: RouterConfig,
  host: ServiceHost,
  releases: (() => void | Promise<void>)[],
  release: () => Promise<void>,
): Promise<RunningRouter> {
  const { health, log } = host;
  health.set('attention', 'no attention replica is ready');
  const metrics = routerMetrics(host.metrics);
  const loaded = await loadModel(config.model, { id: config.modelId, ggmlPath: config.ggmlPath });
  releases.push(() => loaded.close());
  const plane = await startControlPlane(config, host, loaded.placed, metrics);
  releases.push(() => plane.stop());
  const { desk, fleet, guard } = dataPlane(config, host, loaded, plane, metrics);
  releases.push(() => fleet.close());
  releases.push(() => guard.close());
  releases.push(watchReadiness(config, host, plane, fleet, guard));
  releases.push(watchContextLength(plane, loaded.model));
  const authenticator = new Authenticator(config.apiKeys, config.priorityKeys);
  const { model } = loaded;
  const consoleState = new ConsoleState({ ...plane, bus: host.bus, clock: host.clock, model, placed: loaded.placed });
  releases.push(() => consoleState.close());
  const http = await startHttpServer({
    host: config.host,
    port: config.httpPort,
    maxBodyBytes: config.maxBodyBytes,
    authenticator,
    newRequestId: () => desk.newRequestId(),
    metrics,
    log,
    routes(server) {
      generationRoutes(server, { ...config, desk, model, metrics, clock: host.clock, log, tracer: host.tracer });
      modelRoutes(server, model);
      moderationRoutes(server, guard, () => desk.newRequestId());
      consoleRoutes(server, consoleState, authenticator);
      operationRoutes(server, health, host.exposition ?? (() => host.metrics.metrics()));
    },
  });
  releases.push(() => http.close(lastResponsesMs));
  const modelIdentity = { modelId: model.id, modelFingerprint: model.fingerprint };
  const status = clusterStatus({ ...plane, leader: plane.election, ...modelIdentity });
  const grpc = await serve({
    host: config.host,
    port: config.grpcPort,
    services: routerServices({ ...config, desk, model, authenticator, status, metrics }),
    health,
    log,
    tracer: host.tracer,
    metrics: host.metrics,
    inProcess: host.inProcess,
    advertiseHost: host.advertiseHost,
    maxMessageBytes: config.maxBodyBytes,
    deadlineMsMax: config.requestTimeoutMs,
  });
  releases.push(() => grpc.drain(0));
  const announcer = await announce(host, {
    address: grpc.address,
    modelFingerprint: model.fingerprint,
  });
  log.info({ http: http.address, grpc: grpc.address, model: model.id }, 'the router answers');
  let drained: Promise<void> | undefined;
  const drain = async (timeoutMs: number) => {
    health.set('router', 'draining');
    announcer.update({ draining: true });
    await desk.drain(timeoutMs);
    await grpc.drain(timeoutMs);
    await release();
    await announcer.stop();
  };
  return {
    address: grpc.address,
    httpAddress: http.address,
    drain(timeoutMs) {
      drained ??= drain(timeoutMs);
      return drained;
    },
  };
}

/** What carries requests: replicas, guards, and the desk between them and the front ends. */
function dataPlane(
  config: RouterConfig,
  host: ServiceHost,
  { model }: LoadedModel,
  { directory }: ControlPlane,
  metrics: RouterMetrics,
): { readonly desk: RequestDesk; readonly fleet: AttentionFleet; readonly guard: GuardClient } {
  const { bus, clock, log, tracer, inProcess } = host;
  const fleet = new AttentionFleet({
    routerId: host.id,
    directory,
    bus,
    modelFingerprint: model.fingerprint,
    maxIndexedBlocks: config.maxIndexedBlocks,
    clock,
    log,
    tracer,
    inProcess,
  });
  const guard = new GuardClient({
    directory,
    failure: config.guardFailure,
    promptTimeoutMs: config.guardPromptTimeoutMs,
    outputTimeoutMs: config.guardOutputTimeoutMs,
    metrics,
    clock,
    log,
    tracer,
    inProcess,
  });
  const admission = new Admission({
    maxRunning: config.maxConcurrentChoices,
    maxWaiting: config.maxWaitingRequests,
  });
  const desk = new RequestDesk({
    model,
    admission,
    replicas: fleet,
    guard,
    metrics,
    clock,
    log,
    tracer,
    limits: config,
  });
  return { desk, fleet, guard };
}

/** A router is ready while a request would be answered: by a replica, and by a guard where one must be asked. */
function watchReadiness(
  config: RouterConfig,
  { health }: ServiceHost,
  { directory }: ControlPlane,
  fleet: AttentionFleet,
  guard: GuardClient,
): () => void {
  const update = () => {
    health.set('attention', fleet.ready > 0 ? undefined : 'no attention replica is ready');
    const guarded = guard.ready || config.guardFailure === 'open';
    health.set('guard', guarded ? undefined : 'no guard is ready, and text must not pass unread');
  };
  const stops = [directory.onChange(update), fleet.onAvailable(update)];
  update();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Any replica may be asked, and another one go on: sequences are as long as all of them have room for. */
function watchContextLength({ directory }: ControlPlane, model: ServedModel): () => void {
  const update = () => {
    const lengths = directory
      .of('attention')
      .filter(({ contextLength, modelFingerprint }) => contextLength > 0 && modelFingerprint === model.fingerprint)
      .map(({ contextLength }) => contextLength);
    if (lengths.length > 0) model.limitContext(Math.min(...lengths));
  };
  update();
  return directory.onChange(update);
}
