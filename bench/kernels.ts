// How fast are the kernels alone, beside ggml's on the same weights?
import { expertOutputs } from '../lib/model/expert-graph.ts';
import { Backend } from '../lib/tensor/backend.ts';
import type { Tensor } from '../lib/tensor/ggml.ts';
import { GraphSpace } from '../lib/tensor/graph.ts';
import { nativeKernels } from '../lib/tensor/native.ts';
import { type StorageType, storageType } from '../lib/tensor/quantize.ts';
import { Code, FulgurError } from '../lib/wire/errors.ts';
import { KernelWeights, sizes } from './kernels/weights.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { randomInts } from './support/random.ts';
import { median } from './support/table.ts';

/** Types that have kernels. */
export const kernelTypes = [
  'q2_K',
  'q3_K',
  'q4_0',
  'q4_1',
  'q4_K',
  'q5_0',
  'q5_1',
  'q5_K',
  'q6_K',
  'q8_0',
  'iq4_nl',
  'iq4_xs',
  'mxfp4',
  'iq1_s',
  'iq1_m',
  'iq2_xxs',
  'iq2_xs',
  'iq2_s',
  'iq3_xxs',
  'iq3_s',
  'tq1_0',
  'tq2_0',
  'bf16',
  'f16',
] as const satisfies readonly StorageType[];
const rowCounts = [1, 8, 512] as const;
/** Products of a graph: all matrices for few rows, so that none is found in a cache, fewer for many. */
const manyRowsMatrices = 4;

/** Seconds that a computation takes, and what it is made of. */
interface Timing {
  readonly seconds: number;
  /** Multiplications and additions. */
  readonly operations: number;
  /** Bytes of weights that it needs, each once. */
  readonly bytes: number;
}

export const kernels: Question = {
  name: 'kernels',
  asks: 'how fast the kernels are alone, beside those of ggml on the same weights',
  byName: true,
  async measure(context): Promise<Measurement> {
    const ours = nativeKernels();
    if (ours === undefined) {
      throw new FulgurError(Code.FAILED_PRECONDITION, 'native/ is not built here: install g++ and run npm run build');
    }
    const backend = Backend.open({ threads: context.threads, polling: 50 });
    const space = new GraphSpace(backend, 1024);
    const rows: (string | number)[][] = [];
    try {
      for (const type of context.types ?? kernelTypes) {
        if (ours.packedBytes(storageType(type).number, sizes.hidden, sizes.hidden) === 0) continue;
        const weights = await KernelWeights.make(backend, ours, type);
        for (const measure of [dense, experts]) {
          for (const count of rowCounts) {
            const packed = await measure(space, context, weights, count, true);
            const plain = await measure(space, context, weights, count, false);
            rows.push([
              `${type}, ${measure.name}`,
              count,
              ...figures(packed),
              plain.seconds * 1e6,
              plain.seconds / packed.seconds,
            ]);
          }
        }
        await weights.close();
        context.progress(`kernels for ${type}`);
      }
    } finally {
      space.close();
      await backend.close();
    }
    return {
      head: ['weights, work', 'rows', 'us', 'GOPS', 'GB/s', "ggml's, us", "ggml's / ours"],
      rows,
      notes: [
        `kernels: ${ours.variant()}; ggml's: those of its graphs on unpacked weights; ${context.threads} threads`,
        `dense: a matrix of ${sizes.hidden} x ${sizes.hidden}; experts: a layer of OLMoE-1B-7B, other ones chosen each time`,
        `GB/s: weights that are needed, each once; medians of ${context.repeats}`,
      ],
    };
  },
};

function figures({ seconds, operations, bytes }: Timing): number[] {
  return [seconds * 1e6, operations / seconds / 1e9, bytes / seconds / 1e9];
}

/** Median time of computing the graph that was built in `space`. */
async function timed(space: GraphSpace, repeats: number): Promise<number> {
  await space.compute();
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const startedMs = performance.now();
    await space.compute();
    times.push((performance.now() - startedMs) / 1000);
  }
  return median(times);
}

function activations(rows: number): Float32Array {
  const random = randomInts(rows, 2 ** 16);
  return Float32Array.from({ length: rows * sizes.hidden }, () => random() / 2 ** 15 - 1);
}

/** One product with a square matrix. */
async function dense(
  space: GraphSpace,
  { repeats }: BenchContext,
  { packed, plain }: KernelWeights,
  rows: number,
  isPacked: boolean,
): Promise<Timing> {
  const { hidden } = sizes;
  const context = space.begin();
  const x = space.f32(activations(rows), hidden, rows);
  const count = rows > 64 ? manyRowsMatrices : packed.length;
  for (let i = 0; i < count; i++) {
    space.expand(isPacked ? space.native.matmul(context, packed[i]!, x) : space.g.matmul(context, plain[i]!, x));
  }
  const seconds = (await timed(space, repeats)) / count;
  return { seconds, operations: 2 * rows * hidden ** 2, bytes: bytesOf(plain[0]!, space) };
}

/** The routed experts of a layer; ggml's outputs are weighted but not added up. */
async function experts(
  space: GraphSpace,
  { repeats }: BenchContext,
  { packedExperts, plainExperts }: KernelWeights,
  rows: number,
  isPacked: boolean,
): Promise<Timing> {
  const { hidden, width, used } = sizes;
  const { g } = space;
  const context = space.begin();
  const x = space.f32(activations(rows), hidden, rows);
  const choices = new Choices();
  const ids = space.i32(() => choices.next(rows), used, rows);
  const factors = space.f32(new Float32Array(rows * used).fill(1 / used), used, rows);
  if (isPacked) {
    space.expand(space.native.experts(context, packedExperts, x, rows, { count: rows * used, ids, weights: factors }));
  } else {
    const input = g.reshape3(context, x, hidden, 1, rows);
    const outputs = expertOutputs(g, context, plainExperts, 'swiglu', input, ids);
    space.expand(g.mul(context, outputs, g.reshape3(context, factors, 1, used, rows)));
  }
  const seconds = await timed(space, repeats * (rows > 64 ? 1 : 8));
  const { gate, up, down } = plainExperts;
  const each = [gate, up, down].reduce((sum, tensor) => sum + bytesOf(tensor, space), 0) / sizes.experts;
  return { seconds, operations: 6 * rows * used * hidden * width, bytes: each * choices.expertsPerCall };
}

function bytesOf(tensor: Tensor, { g }: GraphSpace): number {
  return g.tensorBytes(tensor);
}

/** Experts for each row, all of a row's different. */
class Choices {
  readonly #random = randomInts(7, sizes.experts);
  #chosen = 0;
  #calls = 0;

  next(rows: number): Int32Array {
    const ids = Array.from({ length: rows }, () => {
      const row = new Set<number>();
      while (row.size < sizes.used) row.add(this.#random());
      return [...row];
    }).flat();
    this.#chosen += new Set(ids).size;
    this.#calls += 1;
    return Int32Array.from(ids);
  }

  /** Different experts of a call, in the mean. */
  get expertsPerCall(): number {
    return this.#chosen / this.#calls;
  }
}
