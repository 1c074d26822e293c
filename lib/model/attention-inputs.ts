// The inputs of a graph that attention reads: positions, the cells to write, the cells to look at and their masks.
//
// They are made when a layer asks for them, because an input that no node reads would have no memory.
import { GgmlType, type Tensor } from '../tensor/ggml.ts';
import type { GraphSpace } from '../tensor/graph.ts';
import type { AttentionRun } from './attention-run.ts';
import type { KvGroupName } from './kv-pool.ts';
import type { CurrentStep } from './step-segment.ts';

export interface RunInput {
  readonly run: AttentionRun;
  /** What is hidden from each row; undefined when nothing is. */
  readonly mask: Tensor | undefined;
  /** Cells to gather; undefined for a range. */
  readonly gather: Tensor | undefined;
  /** Which of them each row looks at, in a native run. */
  readonly spans: Tensor | undefined;
}

export class AttentionInputs {
  /** Rows of the step. */
  readonly rows: number;
  readonly #space: GraphSpace;
  readonly #current: CurrentStep;
  #positions: Tensor | undefined;
  readonly #runs = new Map<KvGroupName, readonly RunInput[]>();
  readonly #writeCells = new Map<KvGroupName, Tensor>();

  constructor(space: GraphSpace, current: CurrentStep) {
    this.#space = space;
    this.#current = current;
    this.rows = current.step.plan.rows;
  }

  /** Position of each row in its sequence, [rows]. */
  positions(): Tensor {
    this.#positions ??= this.#space.i32(() => this.#current.step.plan.positions, this.rows);
    return this.#positions;
  }

  /** Cell of each row, [rows]. */
  writeCells(group: KvGroupName): Tensor {
    const known = this.#writeCells.get(group);
    if (known !== undefined) return known;
    const cells = this.#space.i32(() => this.#current.step.plan[group]!.writeCells, this.rows);
    this.#writeCells.set(group, cells);
    return cells;
  }

  runs(group: KvGroupName): readonly RunInput[] {
    const known = this.#runs.get(group);
    if (known !== undefined) return known;
    const runs = this.#current.step.plan[group]!.runs.map((run, i): RunInput => {
      // The same run of the step that is computed then.
      const now = (): AttentionRun => this.#current.step.plan[group]!.runs[i]!;
      return {
        run,
        gather: run.gather && this.#space.i32(() => now().gather!, run.gather.length),
        spans: run.spans && this.#space.i32(() => now().spans!, 2, run.rowCount),
        mask: this.#mask(run, () => now().mask!),
      };
    });
    this.#runs.set(group, runs);
    return runs;
  }

  #mask({ mask, cellCount, rowCount }: AttentionRun, source: () => Uint16Array | Float32Array): Tensor | undefined {
    if (mask === undefined) return undefined;
    return mask instanceof Float32Array
      ? this.#space.input(GgmlType.F32, [cellCount, 1, 1, rowCount], source)
      : this.#space.input(GgmlType.F16, [cellCount, rowCount], source);
  }
}
