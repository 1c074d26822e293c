// Spans of calls: how one ends, and how a question in a stream gets what a call of its own would have.
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { contextFromTraceparent } from '../telemetry/traceparent.ts';
import type { FulgurError } from './errors.ts';
import { asFulgurError } from './status.ts';

/** Runs `work` in a span `name` below the caller's, as the server of a call; without a span when the caller has none. */
export async function inServerSpan<T>(
  tracer: Tracer,
  name: string,
  traceparent: string,
  work: () => Promise<T>,
): Promise<T> {
  if (traceparent === '') return work();
  const parent = contextFromTraceparent(traceparent);
  const attributes = { 'rpc.system': 'grpc', 'rpc.method': name };
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  let failure: FulgurError | undefined;
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    failure = asFulgurError(error, name);
    throw error;
  } finally {
    finishSpan(span, failure);
  }
}

export function finishSpan(span: Span, error: FulgurError | undefined): void {
  span.setAttribute('rpc.grpc.status_code', error?.code ?? 0);
  if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  span.end();
}
