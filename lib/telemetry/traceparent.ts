// W3C trace context as one string: https://www.w3.org/TR/trace-context/#traceparent-header
import { type Context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { rootContext } from './context.ts';

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

export function parseTraceparent(traceparent: string): SpanContext | undefined {
  const match = shape.exec(traceparent);
  if (!match || match[1] === 'ff' || (match[1] === '00' && match[5] !== undefined)) return undefined;
  const span = {
    traceId: match[2]!,
    spanId: match[3]!,
    traceFlags: Number.parseInt(match[4]!, 16) & 1,
    isRemote: true,
  };
  return isSpanContextValid(span) ? span : undefined;
}

/** The traceparent of the span that is current in `context`; empty when there is none. */
export function formatTraceparent(context: Context): string {
  const span = trace.getSpanContext(context);
  if (!span || !isSpanContextValid(span)) return '';
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags & 1 ? '01' : '00'}`;
}

/** A context whose current span is the remote one named by `traceparent`; a bad or empty one gives a root context. */
export function contextFromTraceparent(traceparent: string | undefined): Context {
  const span = traceparent ? parseTraceparent(traceparent) : undefined;
  return span ? trace.setSpanContext(rootContext, span) : rootContext;
}
