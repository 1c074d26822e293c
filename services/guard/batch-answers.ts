// Answers to the batches of one bidirectional call, in order: a batch is worked on while the next ones wait, and reading
// stops when too many do or when the client does not take its answers.
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

/** Batches read and not yet answered. */
const BATCHES_WAITING_MAX = 4;

/** Sets the stream's listeners. `onClose` is called once, however the call ends. */
export function answerBatches<Out, In>(
  stream: BidiStream<Out, In>,
  answer: (batch: In) => Promise<Out>,
  onClose: () => void,
): void {
  let waiting = 0;
  let ended = false;
  let last: Promise<void> = Promise.resolve();
  const settle = async (answering: Promise<Out>, before: Promise<void>) => {
    try {
      const message = await answering;
      await before;
      if (stream.closed) return;
      await stream.write(message);
      waiting--;
      if (ended && waiting === 0) stream.end();
      else stream.resume();
    } catch (error) {
      const failure = error instanceof FulgurError ? error : new FulgurError(Code.INTERNAL, String(error));
      stream.cancel(failure);
    }
  };
  stream.onMessage((batch) => {
    waiting++;
    if (waiting >= BATCHES_WAITING_MAX) stream.pause();
    last = settle(answer(batch), last);
  });
  stream.onEnd(() => {
    ended = true;
    if (waiting === 0) stream.end();
  });
  stream.onClose(onClose);
}
