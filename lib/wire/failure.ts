// Errors in messages: how one of the many that share a stream failed, without ending the stream.
import { Code, FulgurError, type FulgurErrorOptions, RetryableError } from './errors.ts';

/** As messages carry it; absent texts are empty. */
export interface Failure {
  readonly code?: number | null;
  readonly message?: string | null;
  readonly retryable?: boolean | null;
  readonly field?: string | null;
  readonly reason?: string | null;
}

export function failureOf(error: FulgurError): Failure {
  const { code, message, field = '', reason = '' } = error;
  return { code, message: message.toWellFormed(), retryable: error instanceof RetryableError, field, reason };
}

export function errorOf({ code, message, retryable, field, reason }: Failure): FulgurError {
  const known = (code && code >= 1 && code <= 16 ? code : Code.UNKNOWN) as Code;
  const options: FulgurErrorOptions = { ...(field && { field }), ...(reason && { reason }) };
  return new (retryable ? RetryableError : FulgurError)(known, message ?? '', options);
}
