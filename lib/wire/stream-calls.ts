// The other kinds of call, told as a bidirectional stream: one answer, an iteration of answers, many requests.
import type { BidiStream } from './bidi-stream.ts';
import { Code, FulgurError } from './errors.ts';

/** Responses read ahead of the consumer of an iteration. */
const readAheadMax = 16;

/** The single response of a call. */
export function collect<Response>(stream: BidiStream<never, Response>, methodName: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    let response: Response | undefined;
    stream.onMessage((message) => {
      response = message;
    });
    stream.onClose((error) => {
      if (error) reject(error);
      else if (response === undefined) reject(new FulgurError(Code.INTERNAL, `${methodName} ended without an answer`));
      else resolve(response);
    });
  });
}

/** What can be read of a stream. */
export type ReadableEnd<In> = Pick<BidiStream<never, In>, 'onMessage' | 'onClose' | 'pause' | 'resume' | 'cancel'>;

/** The responses of a call, read as fast as they are consumed. */
export function iterate<Response>(stream: ReadableEnd<Response>): AsyncIterableIterator<Response> {
  const ahead: Response[] = [];
  let over = false;
  let failure: FulgurError | undefined;
  let wake: (() => void) | undefined;
  stream.onMessage((message) => {
    ahead.push(message);
    if (ahead.length >= readAheadMax) stream.pause();
    wake?.();
  });
  stream.onClose((error) => {
    over = true;
    failure = error;
    wake?.();
  });
  async function* responses() {
    try {
      for (;;) {
        while (ahead.length > 0) {
          yield ahead.shift()!;
          if (ahead.length === 0) stream.resume();
        }
        if (over) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure) throw failure;
    } finally {
      if (!over) stream.cancel();
    }
  }
  return responses();
}

export async function sendAll<Request>(
  stream: BidiStream<Request, unknown>,
  requests: Iterable<Request> | AsyncIterable<Request>,
): Promise<void> {
  try {
    for await (const request of requests) {
      // Answered or failed early: what the peer said is the outcome, not that nothing more could be sent.
      if (stream.closed) return;
      await stream.write(request);
    }
    stream.end();
  } catch (error) {
    if (stream.closed) return;
    stream.cancel(error instanceof FulgurError ? error : undefined);
    throw error;
  }
}
