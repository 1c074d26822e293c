import type { Span } from '@opentelemetry/api';

/** The span where something is recorded of it: one that is not sampled need not be held while its work waits. */
export function ifRecording(span: Span): Span | undefined {
  return span.isRecording() ? span : undefined;
}
