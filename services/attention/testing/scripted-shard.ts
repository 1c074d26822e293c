// An expert shard whose behaviour the test decides: a real gRPC server that computes expert e as "times e + 1".

import { pino } from 'pino';
import { Registry } from 'prom-client';
import { Health } from '../../../lib/process/health.ts';
import { noTracer } from '../../../lib/telemetry/no-tracer.ts';
import { decodeRows, encodeRows, type WireDType } from '../../../lib/tensor/activations.ts';
import type { BidiStream } from '../../../lib/wire/bidi-stream.ts';
import { Code } from '../../../lib/wire/errors.ts';
import { bindService } from '../../../lib/wire/handlers.ts';
import { ExpertShardMethods } from '../../../lib/wire/methods.ts';
import { type GrpcServer, serve } from '../../../lib/wire/server.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';

export type Behaviour = 'answer' | 'late' | 'silent' | 'missing' | 'fail' | 'break';

const dtypes: WireDType[] = ['bf16', 'bf16', 'f32', 'q8_0'];

export class ScriptedShard {
  readonly batches: fulgur.v1.ActivationBatch[] = [];
  behaviour: Behaviour = 'answer';
  /** How long it says that it computed. */
  computeUs = 1;
  /** What sums are multiplied by: other than 1 where an answer that is used would have to be noticed. */
  factor = 1;
  readonly #late: (() => void)[] = [];
  readonly #hiddenSize: number;
  readonly #streams = new Set<BidiStream<fulgur.v1.IExpertOutput, fulgur.v1.ActivationBatch>>();
  #server: GrpcServer | undefined;

  constructor(hiddenSize: number) {
    this.#hiddenSize = hiddenSize;
  }

  get address(): string {
    return this.#server!.address;
  }

  async start(port = 0): Promise<this> {
    const service = bindService(ExpertShardMethods, {
      exchange: (stream) => {
        this.#streams.add(stream);
        stream.onClose(() => this.#streams.delete(stream));
        stream.onMessage((batch) => this.#take(stream, batch));
      },
      shareRows: (stream) => {
        stream.onMessage(() => stream.send({ refusal: 'it follows a script' }));
      },
      getResidency: () => ({}),
    });
    this.#server = await serve({
      host: '127.0.0.1',
      port,
      services: [service],
      health: new Health(),
      log: pino({ level: 'silent' }),
      tracer: noTracer,
      metrics: new Registry(),
    });
    return this;
  }

  /** As the process would end: without a word. */
  async kill(): Promise<void> {
    for (const stream of this.#streams) stream.cancel();
    await this.#server?.drain(0);
  }

  #take(
    stream: BidiStream<fulgur.v1.IExpertOutput, fulgur.v1.ActivationBatch>,
    batch: fulgur.v1.ActivationBatch,
  ): void {
    this.batches.push(batch);
    const { callId } = batch;
    if (this.behaviour === 'break') stream.cancel();
    if (this.behaviour === 'missing') {
      const experts = [...new Set(u32(batch.expertId))];
      stream.send({ callId, errorCode: Code.FAILED_PRECONDITION, errorMessage: 'not here', missingExperts: experts });
    }
    if (this.behaviour === 'fail') stream.send({ callId, errorCode: Code.INTERNAL, errorMessage: 'it went wrong' });
    if (this.behaviour === 'answer') stream.send(this.#compute(batch));
    if (this.behaviour === 'late') this.#late.push(() => stream.send(this.#compute(batch)));
  }

  /** Sends the oldest answer that is late. */
  release(): void {
    this.#late.shift()!();
  }

  #compute(batch: fulgur.v1.ActivationBatch): fulgur.v1.IExpertOutput {
    const n = this.#hiddenSize;
    const dtype = dtypes[batch.dtype]!;
    const hidden = decodeRows(batch.hidden, dtype, batch.rows * n);
    const sums = new Float32Array(batch.rows * n);
    const [rows, experts] = [u32(batch.rowIndex), u32(batch.expertId)];
    const weights = new Float32Array(copy(batch.weight));
    for (const [i, row] of rows.entries()) {
      for (let k = 0; k < n; k++)
        sums[row * n + k]! += this.factor * weights[i]! * (experts[i]! + 1) * hidden[row * n + k]!;
    }
    return { callId: batch.callId, dtype: batch.dtype, partial: encodeRows(sums, dtype), computeUs: this.computeUs };
  }
}

function u32(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(copy(bytes));
}

function copy(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
