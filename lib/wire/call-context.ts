// What a handler knows about the call that it serves.
import type { Metadata, ServerUnaryCall } from '@grpc/grpc-js';
import { type Context, trace } from '@opentelemetry/api';
import { contextFromTraceparent, formatTraceparent } from '../telemetry/traceparent.ts';
import { Code, FulgurError } from './errors.ts';
import type { Transport } from './grpc-metrics.ts';

export interface CallContext {
  /** Aborts when the call is over for whatever reason: client gone, deadline passed, or answered. */
  readonly signal: AbortSignal;
  /** Aborts when the server begins to drain: a long-lived stream should finish its work and end. */
  readonly draining: AbortSignal;
  /** When the caller stops waiting; undefined for a stream without a deadline. */
  readonly deadlineUnixMs: number | undefined;
  /** The OpenTelemetry context of this call; current while a unary or streaming handler runs. */
  readonly traceContext: Context;
  /** W3C traceparent to pass on in a message; empty when the call is not part of a trace. */
  readonly traceparent: string;
  readonly transport: Transport;
  /** host:port of the client. */
  readonly peer: string;
  /** First value of a text header of the request. */
  header(name: string): string | undefined;
}

/** What every kind of server call has. */
export interface ServerSurfaceCall
  extends Pick<ServerUnaryCall<Buffer, Buffer>, 'metadata' | 'getDeadline' | 'getPeer'> {
  once(event: 'cancelled', listener: () => void): unknown;
}

/** The context of the caller, from the request's headers. */
export function callerContext(metadata: Metadata): Context {
  return contextFromTraceparent(headerOf(metadata, 'traceparent'));
}

export interface OpenCall {
  readonly context: CallContext;
  /** Rejects the call when its time is up although the caller set no deadline. */
  onTimeout(listener: (error: FulgurError) => void): void;
}

/** `deadlineMsMax` bounds a call whose caller set no deadline; undefined leaves it unbounded. */
export function openCall(
  call: ServerSurfaceCall,
  traceContext: Context,
  { draining, transport }: { readonly draining: AbortSignal; readonly transport: Transport },
  deadlineMsMax: number | undefined,
): OpenCall {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  call.once('cancelled', () => {
    clearTimeout(timer);
    over.abort(new FulgurError(Code.CANCELLED, 'the call is over: answered, cancelled by the client or out of time'));
  });
  const given = Number(call.getDeadline());
  const bounded = Number.isFinite(given) ? given : deadlineMsMax === undefined ? undefined : Date.now() + deadlineMsMax;
  return {
    context: {
      signal: over.signal,
      draining,
      deadlineUnixMs: bounded,
      traceContext,
      traceparent: trace.getSpanContext(traceContext) ? formatTraceparent(traceContext) : '',
      transport,
      peer: call.getPeer(),
      header: (name) => headerOf(call.metadata, name),
    },
    onTimeout(listener) {
      if (Number.isFinite(given) || deadlineMsMax === undefined) return;
      const message = `not done within ${deadlineMsMax} ms, the limit for a call without a deadline of its own`;
      timer = setTimeout(() => listener(new FulgurError(Code.DEADLINE_EXCEEDED, message)), deadlineMsMax);
    },
  };
}

function headerOf(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name)[0];
  return typeof value === 'string' ? value : undefined;
}
