// OpenTelemetry tracing, one provider per service: five services in one process are five services in a trace.
import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';
import { enableContext } from './context-manager.ts';

export interface TracingOptions {
  /** `service.name` of every span: `fulgur-router`. */
  readonly service: string;
  /** `service.instance.id` of every span. */
  readonly instance: string;
  /** Base URL of an OTLP/HTTP collector, such as http://localhost:4318. Absent: spans are ids in the logs, and no more. */
  readonly otlpEndpoint?: string | undefined;
  /** Takes the place of OTLP; each span is handed over as it ends. */
  readonly exporter?: SpanExporter | undefined;
}

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is buffered and releases everything. */
  close(): Promise<void>;
}

/** What is sampled follows OpenTelemetry's own variables: OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG. */
export function createTracing(options: TracingOptions): Tracing {
  enableContext();
  const processors = options.exporter
    ? [new SimpleSpanProcessor(options.exporter)]
    : options.otlpEndpoint
      ? [new BatchSpanProcessor(new OTLPTraceExporter({ url: tracesUrl(options.otlpEndpoint) }))]
      : [];
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.service,
      'service.namespace': 'fulgur',
      'service.instance.id': options.instance,
    }),
    spanProcessors: processors,
    // Unsampled spans still have ids, which tie the log lines of one request together across services.
    ...(processors.length === 0 && { sampler: new AlwaysOffSampler() }),
  });
  return { tracer: provider.getTracer('fulgur'), close: () => provider.shutdown() };
}

function tracesUrl(endpoint: string): string {
  const base = endpoint.replace(/\/+$/, '');
  return base.endsWith('/v1/traces') ? base : `${base}/v1/traces`;
}
