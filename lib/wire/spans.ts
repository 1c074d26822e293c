// How a span ends when a call does.
import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { FulgurError } from './errors.ts';

export function finishSpan(span: Span, error: FulgurError | undefined): void {
  span.setAttribute('rpc.grpc.status_code', error?.code ?? 0);
  if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  span.end();
}
