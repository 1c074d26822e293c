// For a place that has no service around it, such as a command line tool or a test.
import { ProxyTracerProvider, type Tracer } from '@opentelemetry/api';

export const noTracer: Tracer = new ProxyTracerProvider().getTracer('fulgur');
