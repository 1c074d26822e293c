// Asks one shard for the sums of some pairs of a layer: over its link, or in memory that is shared with it.
import type { Clock } from '../../lib/actor/clock.ts';
import { decodeRows, type WireDType } from '../../lib/tensor/activations.ts';
import { dtypeOnWire } from '../../lib/wire/dtype-on-wire.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { LayerCall } from './layer-call.ts';
import type { AttentionMetrics } from './metrics.ts';
import type { Contribution } from './partial-sums.ts';
import type { ShardLink } from './shard-link.ts';
import type { SharedCall } from './shared-call.ts';

export interface ShardCallsOptions {
  readonly hiddenSize: number;
  readonly wireDtype: WireDType;
  /** Longest time that a shard may take for a call. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly metrics: AttentionMetrics;
}

export class ShardCalls {
  readonly #options: ShardCallsOptions;

  constructor(options: ShardCallsOptions) {
    this.#options = options;
  }

  overLink(layer: LayerCall, link: ShardLink, pairs: readonly number[]): Promise<Contribution> {
    const { clock, wireDtype, hiddenSize } = this.#options;
    const startedMs = clock.now();
    const { rows, hidden, rowIndex, expertId, weight } = layer.packer.pack(pairs);
    const batch = {
      epoch: layer.placement?.epoch ?? 0,
      layer: layer.call.layer,
      microBatch: layer.step.microBatch,
      rows: rows.length,
      dtype: dtypeOnWire[wireDtype],
      rowIndex,
      expertId,
      weight,
      traceparent: layer.step.traceparent,
    };
    return link.call(batch, hidden, pairs.length, (output) => {
      const failure = failureOf(output, link, layer.call.layer);
      if (failure !== undefined) throw failure;
      this.answered(link, pairs.length, startedMs, 'link');
      if (layer.ended.value) throw callOver();
      const sums = decodeRows(output.partial, wireDtype, rows.length * hiddenSize, layer.memory.partial());
      return { shardId: link.shardId, rows, sums, computedMs: output.computeUs / 1000 };
    });
  }

  /** What becomes of the work at `i` of a call that was posted, when not all of it was answered well and in time. */
  async posted(layer: LayerCall, shared: SharedCall, i: number, startedMs: number): Promise<Contribution> {
    const { clock, deadlineMs } = this.#options;
    const { holder, pairs } = shared.works[i]!;
    const { code, contribution } = await shared.one(i, startedMs + deadlineMs - clock.now());
    if (layer.ended.value) throw callOver();
    if (code === undefined) throw holder.wasSilent();
    // The memory is gone, and the shard may yet be there.
    if (code === Code.UNAVAILABLE) return this.overLink(layer, holder, pairs);
    if (code !== 0) throw sharedFailure(code as Code, holder, layer.call.layer);
    this.answered(holder, pairs.length, startedMs, 'shared_memory');
    return contribution;
  }

  answered({ shardId }: ShardLink, pairs: number, startedMs: number, way: 'shared_memory' | 'link'): void {
    const { clock, metrics } = this.#options;
    metrics.exchangeSeconds.observe((clock.now() - startedMs) / 1000);
    metrics.exchanges.inc({ way });
    metrics.expertTokens.inc({ shard: shardId }, pairs);
  }
}

function callOver(): FulgurError {
  return new FulgurError(Code.CANCELLED, 'the answer came when the call was over');
}

/** What the shard's answer says went wrong. Only a malformed batch is final: everything else another holder may do. */
function failureOf(output: fulgur.v1.ExpertOutput, link: ShardLink, layer: number): FulgurError | undefined {
  if (output.errorCode === 0) return undefined;
  const reason = output.missingExperts.length > 0 ? 'missing_experts' : 'shard_error';
  return failure(
    output.errorCode as Code,
    `expert shard ${link.shardId}, layer ${layer}: ${output.errorMessage}`,
    reason,
  );
}

function sharedFailure(code: Code, link: ShardLink, layer: number): FulgurError {
  const reason = code === Code.FAILED_PRECONDITION ? 'missing_experts' : 'shard_error';
  return failure(code, `expert shard ${link.shardId}, layer ${layer}: code ${code} in shared memory`, reason);
}

function failure(code: Code, message: string, reason: string): FulgurError {
  if (code === Code.INVALID_ARGUMENT) return new FulgurError(Code.INTERNAL, message);
  return new RetryableError(code, message, { reason });
}
