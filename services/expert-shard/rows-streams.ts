// Memory that attentions of this machine offer: taken and given up with their streams. What is computed in it passes this
// process's event loop by, and is counted afterwards.
//
// Invariants
// 1. Memory is shared no longer than its stream is open, and no batch is computed in it when `close` has resolved.
import type { Logger } from 'pino';
import type { ComputedBatch, TakenRows } from '../../lib/tensor/experts-holder.ts';
import type { RowsOffer } from '../../lib/tensor/shared-rows.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import type { CallContext } from '../../lib/wire/call-context.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { BusyTime } from './busy-time.ts';
import { type ExpertShardMetrics, statusLabel } from './metrics.ts';

/** Who computes in shared memory. */
export interface RowsTaker {
  shareRows(offer: RowsOffer): TakenRows | string;
  computedShared(): readonly ComputedBatch[];
}

export interface RowsStreamsOptions {
  readonly taker: RowsTaker;
  readonly busy: BusyTime;
  readonly log: Logger;
  readonly metrics: ExpertShardMetrics;
}

export class RowsStreams {
  readonly #options: RowsStreamsOptions;

  constructor(options: RowsStreamsOptions) {
    this.#options = options;
    options.metrics.countBefore(() => this.count());
  }

  serve(stream: BidiStream<fulgur.v1.IRowsAnswer, fulgur.v1.RowsOffer>, context: CallContext): void {
    const { taker, log } = this.#options;
    let taken: TakenRows | undefined;
    const finish = () => stream.end();
    context.draining.addEventListener('abort', finish, { once: true });
    stream.onClose(() => {
      context.draining.removeEventListener('abort', finish);
      taken?.leave().catch((error: unknown) => log.error({ err: error }, 'shared memory could not be given up'));
    });
    stream.onEnd(finish);
    stream.onMessage((message) => {
      const answer = taken === undefined ? taker.shareRows(offerOf(message)) : 'memory is shared already';
      const isRefused = typeof answer === 'string';
      if (!isRefused) taken = answer;
      if (!isRefused) log.info({ peer: context.peer }, 'rows come through shared memory');
      stream.send({ refusal: isRefused ? answer : '' });
      if (isRefused) finish();
    });
  }

  /** Adds what was computed since the last time to metrics and load. */
  count(): void {
    const { taker, busy, metrics } = this.#options;
    for (const { code, milliseconds, pairs } of taker.computedShared()) {
      metrics.batches.inc({ status: statusLabel(code) });
      if (code !== 0) continue;
      busy.add(milliseconds);
      metrics.computeSeconds.observe(milliseconds / 1000);
      metrics.rows.inc(pairs);
    }
  }
}

function offerOf({
  machine,
  pid,
  descriptor,
  secret,
  hidden,
  rowsMax,
  pairsMax,
  slots,
}: fulgur.v1.RowsOffer): RowsOffer {
  return { machine, pid, descriptor, secret, shape: { hidden, rowsMax, pairsMax, slots } };
}
