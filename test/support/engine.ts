// A model runner with experts, and sequences that keep their cells, for tests of the engine.
import { ExpertHost } from '../../lib/model/expert-host.ts';
import type { KvGroupName, KvPool, KvType } from '../../lib/model/kv-pool.ts';
import type { Precision } from '../../lib/model/precision.ts';
import { type ExpertCall, type ExpertProvider, ModelRunner, type SequenceSlice } from '../../lib/model/runner.ts';
import type { BackendOptions } from '../../lib/tensor/backend.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';

/** Experts in this process, as tensors in the runner's graph. */
export function fusedExperts(host: ExpertHost): ExpertProvider {
  return { run: () => Promise.reject(new Error('not fused')), localWeights: (layer) => host.localWeights(layer) };
}

/** Experts spread over hosts: expert e is on host e % hosts.length. Partial sums are added in the hosts' order. */
export function splitExperts(hosts: readonly ExpertHost[]): ExpertProvider {
  return {
    async run({ layer, rows, hidden, expertIds, weights }: ExpertCall) {
      const used = expertIds.length / rows;
      const partials = hosts.map((host, h) => {
        const mine = [...expertIds.keys()].filter((pair) => expertIds[pair]! % hosts.length === h);
        return host.run({
          layer,
          rows,
          hidden,
          rowIndex: Uint32Array.from(mine, (pair) => Math.floor(pair / used)),
          expertIds: Uint32Array.from(mine, (pair) => expertIds[pair]!),
          weights: Float32Array.from(mine, (pair) => weights[pair]!),
        });
      });
      const [sum, ...others] = await Promise.all(partials);
      for (const other of others) for (let i = 0; i < sum!.length; i++) sum![i]! += other[i]!;
      return sum!;
    },
  };
}

/** Hands out cells of a pool: one after the other, or scattered over all of it in an order that a seed fixes. */
export class Cells {
  readonly #free: Record<KvGroupName, number[]>;

  constructor(pool: KvPool, seed?: number) {
    const order = (count: number): number[] => {
      const cells = Array.from({ length: count }, (_, i) => count - 1 - i);
      let state = seed ?? 0;
      for (let i = cells.length - 1; seed !== undefined && i > 0; i--) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const j = state % (i + 1);
        [cells[i], cells[j]] = [cells[j]!, cells[i]!];
      }
      return cells;
    };
    this.#free = { full: order(pool.cells.full), window: order(pool.cells.window) };
  }

  take(group: KvGroupName, count: number): number[] {
    const taken = this.#free[group].splice(this.#free[group].length - count, count).reverse();
    if (taken.length < count) throw new Error(`no ${count} ${group} cells left`);
    return taken;
  }

  give(group: KvGroupName, cells: readonly number[]): void {
    this.#free[group].push(...cells);
  }
}

/** A sequence that grows step by step; window cells that no later row can see are given back. */
export class TestSequence {
  readonly #cells: Cells;
  readonly #window: number;
  readonly #full: number[] = [];
  #windowed: number[] = [];
  #windowStart = 0;
  length = 0;

  constructor(cells: Cells, window: number) {
    this.#cells = cells;
    this.#window = window;
  }

  /** The slice of a step's next `rowCount` rows from `rowStart` on. */
  extend(rowStart: number, rowCount: number): SequenceSlice {
    const firstPosition = this.length;
    const seen = Math.max(0, firstPosition - this.#window + 1);
    this.#cells.give('window', this.#windowed.splice(0, seen - this.#windowStart));
    this.#windowStart = seen;
    this.#full.push(...this.#cells.take('full', rowCount));
    this.#windowed.push(...this.#cells.take('window', rowCount));
    this.length += rowCount;
    return {
      rowStart,
      rowCount,
      firstPosition,
      fullCells: Uint32Array.from(this.#full),
      windowCells: Uint32Array.from(this.#windowed),
      windowStart: seen,
    };
  }
}

export interface Part {
  readonly sequence: TestSequence;
  readonly tokens: readonly number[];
}

/** One step of several sequences; logits of every row, one array each, in order. */
export async function stepAll(
  runner: ModelRunner,
  experts: ExpertProvider,
  parts: readonly Part[],
  observe?: (layer: number, expertIds: Int32Array) => void,
): Promise<Float32Array[]> {
  let rows = 0;
  const sequences = parts.map(({ sequence, tokens }) => {
    const slice = sequence.extend(rows, tokens.length);
    rows += tokens.length;
    return slice;
  });
  const tokens = Int32Array.from(parts.flatMap((part) => part.tokens));
  const outputRows = Int32Array.from({ length: rows }, (_, i) => i);
  const logits = await runner.step({ tokens, sequences, outputRows }, experts, observe);
  const width = runner.description.vocabularySize;
  return Array.from({ length: rows }, (_, i) => logits.slice(i * width, (i + 1) * width));
}

export interface Engine {
  readonly model: GgufModel;
  readonly runner: ModelRunner;
  close(): Promise<void>;
}

/** What computes: a device, and whose kernels in `fast` precision, ours where they are built or ggml's. */
type Computation = Pick<BackendOptions, 'kernels' | 'device' | 'libraryPath'>;

export async function openEngine(
  path: string,
  options: { precision?: Precision; fullCells?: number; windowCells?: number; kvType?: KvType } & Computation = {},
): Promise<Engine> {
  const model = await GgufModel.open(path);
  const runner = await ModelRunner.load(model, {
    threads: 1,
    precision: options.precision,
    kernels: options.kernels,
    device: options.device,
    libraryPath: options.libraryPath,
    pool: {
      fullCells: options.fullCells ?? 2048,
      windowCells: options.windowCells ?? 2048,
      dtype: options.kvType ?? 'f16',
    },
  });
  return { model, runner, close: () => runner.close() };
}

/** A host with the experts of all layers for which `holds` is true. */
export async function openHost(
  model: GgufModel,
  holds: (expert: number) => boolean = () => true,
  precision?: Precision,
  { kernels, device, libraryPath }: Computation = {},
): Promise<ExpertHost> {
  const host = await ExpertHost.open(model, { threads: 1, precision, kernels, device, libraryPath });
  const experts = Array.from({ length: host.description.nExpert }, (_, e) => e).filter(holds);
  const layers = host.description.layers.filter(({ feedForward }) => feedForward.kind === 'moe');
  await Promise.all(layers.map(({ index }) => host.load(index, experts)));
  return host;
}
