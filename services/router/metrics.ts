// Everything that a router measures about requests. What the placement leader measures is beside it, in placement/.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Fine around what a guard may add: 1 ms to a token, 3 ms to the first one. */
const guardWaitBuckets = [
  0.0001, 0.0002, 0.0003, 0.0004, 0.0005, 0.0006, 0.0008, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05,
  0.1, 0.25, 0.5, 1, 2.5, 5,
];

export type RouterMetrics = ReturnType<typeof routerMetrics>;

export function routerMetrics(registry: Registry) {
  const registers = [registry];
  return {
    requests: new Counter({
      name: 'fulgur_router_requests_total',
      help: 'Requests answered, by API and outcome: ok, content_filter, cancelled, or the gRPC status code in lower case',
      labelNames: ['api', 'status'],
      registers,
    }),
    inflight: new Gauge({
      name: 'fulgur_router_inflight_requests',
      help: 'Requests that have been accepted and not yet answered to the end',
      registers,
    }),
    promptTokens: new Counter({
      name: 'fulgur_router_prompt_tokens_total',
      help: 'Prompt tokens of admitted requests',
      registers,
    }),
    generatedTokens: new Counter({
      name: 'fulgur_router_generated_tokens_total',
      help: 'Tokens generated, whether or not their text was shown',
      registers,
    }),
    cachedTokens: new Counter({
      name: 'fulgur_router_cached_tokens_total',
      help: 'Prompt tokens whose keys and values came from a cache',
      registers,
    }),
    timeToFirstToken: new Histogram({
      name: 'fulgur_router_time_to_first_token_seconds',
      help: 'From the arrival of a request to the first text sent to the client',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    timePerOutputToken: new Histogram({
      name: 'fulgur_router_time_per_output_token_seconds',
      help: 'Mean time between the tokens of a choice, after its first',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1],
      registers,
    }),
    duration: new Histogram({
      name: 'fulgur_router_request_duration_seconds',
      help: 'From the arrival of a request to its end',
      labelNames: ['api'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
      registers,
    }),
    rejected: new Counter({
      name: 'fulgur_router_rejected_requests_total',
      help: 'Requests turned away: queue_full, draining, unauthenticated or slow_client',
      labelNames: ['reason'],
      registers,
    }),
    moved: new Counter({
      name: 'fulgur_router_moved_requests_total',
      help: 'Times that a running choice was moved to another attention replica',
      registers,
    }),
    guardWait: new Histogram({
      name: 'fulgur_router_guard_wait_seconds',
      help: 'Time that the guard keeps text here: first_text, from the first token of a choice to its first text, the verdict on the prompt included; text, from a piece of text sent to the guard to its answer, less, where the guard is in this process, what it takes meanwhile to send on text that is cleared',
      labelNames: ['phase'],
      buckets: guardWaitBuckets,
      registers,
    }),
    guardUnavailable: new Counter({
      name: 'fulgur_router_guard_unavailable_total',
      help: 'Times that no guard answered and the policy decided, by phase and by what it decided: open or closed',
      labelNames: ['phase', 'decision'],
      registers,
    }),
    isLeader: new Gauge({
      name: 'fulgur_router_is_leader',
      help: '1 while this router leads the placement of experts',
      registers,
    }),
  };
}
