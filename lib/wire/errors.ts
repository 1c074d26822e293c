// The one error type of the project and its vocabulary: gRPC's status codes.

export const Code = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type Code = (typeof Code)[keyof typeof Code];

/** More about a failure than its message: a message of ours, and the same for those who read JSON. */
export interface ErrorDetail {
  /** `fulgur.v1.ContentFilter` */
  readonly type: string;
  /** The encoded message. */
  readonly value: Uint8Array;
  /** Absent where the error came over the wire. */
  readonly json?: object;
}

export interface FulgurErrorOptions {
  readonly cause?: unknown;
  /** The request field, parameter or option at fault, as the caller spells it. */
  readonly field?: string;
  /** A machine-readable reason, such as `model_not_found`. */
  readonly reason?: string;
  readonly detail?: ErrorDetail;
}

/**
 * A failure with a gRPC status code. The message names the value, the limit and what to do, in one line.
 * Whether to try again is decided by the type: `RetryableError` may succeed elsewhere or later, any other will not.
 */
export class FulgurError extends Error {
  readonly code: Code;
  readonly field: string | undefined;
  readonly reason: string | undefined;
  readonly detail: ErrorDetail | undefined;

  constructor(code: Code, message: string, options: FulgurErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.field = options.field;
    this.reason = options.reason;
    this.detail = options.detail;
  }
}

/** The same call may succeed on another replica or a little later. */
export class RetryableError extends FulgurError {}

/** The value of a request or an option is not acceptable: `field` says which. */
export function invalid(field: string, message: string, reason?: string): FulgurError {
  return new FulgurError(Code.INVALID_ARGUMENT, message, reason === undefined ? { field } : { field, reason });
}
