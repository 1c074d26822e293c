// JSON log lines on standard output, with the ids of the current trace.
import { context, isSpanContextValid, trace } from '@opentelemetry/api';
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * `bindings` (service, id) are in every line. Errors given as `err` are written with code, field, reason and causes.
 * `stream` takes the place of standard output.
 */
export function createLogger(level: LogLevel, bindings: Record<string, unknown>, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { ...bindings, pid: process.pid },
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: traceIds,
    },
    stream ?? destination({ fd: 1, sync: true }),
  );
}

function traceIds(): Record<string, string> {
  const span = trace.getSpanContext(context.active());
  return span && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
}
