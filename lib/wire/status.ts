// FulgurError to gRPC status and back. The code and the message travel as every gRPC peer expects; field, reason and
// whether to retry travel as trailing metadata, so that a FulgurError thrown in one process is the same in another. Details
// travel as google.rpc.Status, for clients of any make.
import { Metadata, type StatusObject } from '@grpc/grpc-js';
import { fulgur } from '../../proto/gen/fulgur.js';
import { Code, type ErrorDetail, FulgurError, type FulgurErrorOptions, RetryableError } from './errors.ts';

const FIELD = 'fulgur-field';
const REASON = 'fulgur-reason';
const RETRYABLE = 'fulgur-retryable';
const DETAILS = 'grpc-status-details-bin';
const TYPES = 'type.googleapis.com/';
const { RpcErrorInfo, RpcStatus } = fulgur.v1;

/** How grpc-js says that a message is too large: its size and the limit. */
const sizesOf = /larger than max \((\d+) vs\.? (\d+)\)/;

/** Trailers are bounded by HTTP/2 peers; a longer message is cut. */
const messageCharactersMax = 2000;

export interface WireStatus {
  readonly code: Code;
  readonly details: string;
  readonly metadata: Metadata;
}

export function toStatus(error: FulgurError): WireStatus {
  const metadata = new Metadata();
  if (error.field !== undefined) metadata.set(FIELD, encodeURIComponent(error.field));
  if (error.reason !== undefined) metadata.set(REASON, encodeURIComponent(error.reason));
  metadata.set(RETRYABLE, error instanceof RetryableError ? '1' : '0');
  // A lone surrogate cannot be percent-encoded into a header.
  const details = error.message.slice(0, messageCharactersMax).toWellFormed();
  if (error.detail !== undefined) metadata.set(DETAILS, statusDetails(error, error.detail, details));
  return { code: error.code, details, metadata };
}

function statusDetails({ code, field, reason }: FulgurError, { type, value }: ErrorDetail, message: string): Buffer {
  const info = { reason: reason ?? '', domain: 'fulgur', metadata: field === undefined ? {} : { field } };
  const details = [
    { typeUrl: `${TYPES}google.rpc.ErrorInfo`, value: RpcErrorInfo.encode(info).finish() },
    { typeUrl: `${TYPES}${type}`, value },
  ];
  return Buffer.from(RpcStatus.encode({ code, message, details }).finish());
}

/** The detail of ours in a peer's status; what cannot be read is none. */
function detailOf(metadata: Metadata): ErrorDetail | undefined {
  const [bytes] = metadata.get(DETAILS);
  if (!Buffer.isBuffer(bytes)) return undefined;
  try {
    for (const { typeUrl, value } of RpcStatus.decode(bytes).details) {
      const type = typeUrl?.startsWith(`${TYPES}fulgur.`) ? typeUrl.slice(TYPES.length) : undefined;
      if (type !== undefined) return { type, value: value ?? new Uint8Array() };
    }
  } catch {}
  return undefined;
}

export interface CallSite {
  /** `fulgur.v1.KvStore/Match` */
  readonly method: string;
  /** host:port of the peer. */
  readonly address: string;
  readonly deadlineMs: number;
}

/** What a failed call means to the caller. `status` comes from the peer or from the transport. */
export function fromStatus(status: StatusObject, site: CallSite): FulgurError {
  const code = codeOf(status.code);
  const retryable = text(status.metadata, RETRYABLE);
  if (retryable !== undefined) {
    const field = text(status.metadata, FIELD);
    const reason = text(status.metadata, REASON);
    const detail = detailOf(status.metadata);
    const options: FulgurErrorOptions = {
      ...(field && { field }),
      ...(reason && { reason }),
      ...(detail && { detail }),
    };
    return new (retryable === '1' ? RetryableError : FulgurError)(code, status.details, options);
  }
  if (code === Code.DEADLINE_EXCEEDED) return deadlineExceeded(site);
  if (isConnectionLoss(code, status.details)) return connectionLost(site, status.details);
  const size = sizesOf.exec(status.details);
  if (size) return messageTooLarge(site.method, Number(size[1]), Number(size[2]));
  return new FulgurError(code, `${site.method} at ${site.address}: ${status.details}`);
}

export function deadlineExceeded({ method, address, deadlineMs }: CallSite): FulgurError {
  return new FulgurError(Code.DEADLINE_EXCEEDED, `${method} at ${address} did not answer within ${deadlineMs} ms`);
}

export function connectionLost({ method, address }: CallSite, why: string): FulgurError {
  const message = `no connection to ${address} for ${method}: ${why}`;
  return new RetryableError(Code.UNAVAILABLE, message, { reason: 'connection_lost' });
}

/** A message over the limit of one end; splitting the work is the caller's matter. */
export function messageTooLarge(methodName: string, bytes: number, bytesMax: number): FulgurError {
  return new FulgurError(
    Code.RESOURCE_EXHAUSTED,
    `a message of ${methodName} has ${bytes} bytes, the limit is ${bytesMax}: send less at once`,
    { reason: 'message_too_large' },
  );
}

/** What grpc-js says of a message over the limit. */
export function tooLargeDetails(bytes: number, bytesMax: number): string {
  return `Received message larger than max (${bytes} vs ${bytesMax})`;
}

/** A compressed message from a peer that did not say that it would send one. */
export function compressed(methodName: string): FulgurError {
  return new FulgurError(
    Code.INTERNAL,
    `a message of ${methodName} is compressed, which the call's headers do not say`,
  );
}

/** Whether these are the details of a status with which grpc-js itself refuses a message. */
export function isTooLarge(details: string): boolean {
  return sizesOf.test(details);
}

/** Anything thrown, as a FulgurError; what is not one already is a defect of this process. */
export function asFulgurError(error: unknown, what: string): FulgurError {
  if (error instanceof FulgurError) return error;
  return new FulgurError(Code.INTERNAL, `${what} failed inside; the log of the service says why`, { cause: error });
}

// The peer never sends these without our trailers: its process went away, or its server was shut down with calls open.
function isConnectionLoss(code: Code, details: string): boolean {
  if (code === Code.UNAVAILABLE || code === Code.CANCELLED) return true;
  return code === Code.INTERNAL && details.startsWith('Received RST_STREAM');
}

function codeOf(code: number): Code {
  return (code >= 1 && code <= 16 ? code : Code.UNKNOWN) as Code;
}

function text(metadata: Metadata, key: string): string | undefined {
  const value = metadata.get(key)[0];
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value.toString());
  } catch {
    return value.toString();
  }
}
