// Errors in OpenAI's shape: {"error": {"message", "type", "param", "code"}}.
import { Code, FulgurError } from '../../../lib/wire/errors.ts';

export interface HttpError {
  readonly status: number;
  readonly body: ErrorBody;
  readonly retryAfterSeconds: number | undefined;
}

export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
    /** What the failure's detail says, where it has one. */
    readonly innererror?: object;
  };
}

/** Seconds after which a refused client is told to come back. */
const retryAfterSeconds = 1;

const statusOf: Record<number, number> = {
  [Code.CANCELLED]: 499,
  [Code.INVALID_ARGUMENT]: 400,
  [Code.DEADLINE_EXCEEDED]: 504,
  [Code.NOT_FOUND]: 404,
  [Code.ALREADY_EXISTS]: 409,
  [Code.PERMISSION_DENIED]: 403,
  [Code.RESOURCE_EXHAUSTED]: 429,
  [Code.FAILED_PRECONDITION]: 400,
  [Code.ABORTED]: 409,
  [Code.OUT_OF_RANGE]: 400,
  [Code.UNIMPLEMENTED]: 501,
  [Code.UNAVAILABLE]: 503,
  [Code.UNAUTHENTICATED]: 401,
};

const typeOf: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
};

const reasonOf: Record<number, string> = {
  401: 'invalid_api_key',
  429: 'rate_limit_exceeded',
  503: 'unavailable',
  504: 'deadline_exceeded',
};

/** Any failure as an answer. What is not a FulgurError is a fault of ours: its text stays in the log. */
export function toHttpError(error: unknown): HttpError {
  if (!(error instanceof FulgurError)) return httpError(500, 'the server failed to answer this request');
  const status = statusOf[error.code] ?? 500;
  const answer = httpError(status, error.message, error.field, error.reason, error.detail?.json);
  return status === 429 || status === 503 ? { ...answer, retryAfterSeconds } : answer;
}

export function httpError(
  status: number,
  message: string,
  field?: string,
  reason?: string,
  innererror?: object,
): HttpError {
  const type = typeOf[status] ?? (status >= 500 ? 'server_error' : 'invalid_request_error');
  const code = reason ?? reasonOf[status] ?? null;
  const error = { message, type, param: field ?? null, code, ...(innererror && { innererror }) };
  return { status, body: { error }, retryAfterSeconds: undefined };
}
