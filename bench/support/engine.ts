// Fulgur's engine without services around it: attention and all experts in this process, as one graph per step.
import { blockTokens } from '../../lib/model/block-key.ts';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { type ExpertProvider, ModelRunner, type SequenceSlice } from '../../lib/model/runner.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import type { BenchContext } from './question.ts';

/** The next tokens of a sequence; the logits of the last one are computed. */
export interface Part {
  readonly sequence: number;
  readonly firstPosition: number;
  readonly tokens: readonly number[];
}

export class LocalEngine {
  readonly vocabularySize: number;
  readonly #host: ExpertHost;
  readonly #runner: ModelRunner;
  readonly #experts: ExpertProvider;
  /** Cells of each sequence, handed out in blocks as a service does. */
  #cells: number[][] = [];
  #blocks = 0;

  private constructor(host: ExpertHost, runner: ModelRunner) {
    this.#host = host;
    this.#runner = runner;
    this.vocabularySize = runner.description.vocabularySize;
    this.#experts = {
      run: () => Promise.reject(new Error('every expert is in this process')),
      localWeights: (layer) => host.localWeights(layer),
    };
  }

  static async open(
    { model: path, threads, device }: BenchContext,
    sequences: number,
    sequenceTokens: number,
  ): Promise<LocalEngine> {
    const model = await GgufModel.open(path);
    const options = { threads, device, kernels: 'native', polling: 50 } as const;
    const host = await ExpertHost.open(model, options);
    const { layers, nExpert } = host.description;
    const all = Array.from({ length: nExpert }, (_, expert) => expert);
    for (const { index, feedForward } of layers) if (feedForward.kind === 'moe') await host.load(index, all);
    const cells = sequences * sequenceTokens;
    const pool = { fullCells: cells, windowCells: cells };
    return new LocalEngine(host, await ModelRunner.load(model, { ...options, pool }));
  }

  /** One step; logits of each part's last token, [parts, vocabularySize]. */
  step(parts: readonly Part[]): Promise<Float32Array> {
    let rows = 0;
    const sequences = parts.map(({ sequence, firstPosition, tokens }): SequenceSlice => {
      const cells = this.#cellsOf(sequence, firstPosition + tokens.length);
      const rowStart = rows;
      rows += tokens.length;
      return { rowStart, rowCount: tokens.length, firstPosition, fullCells: cells, windowCells: cells, windowStart: 0 };
    });
    const tokens = Int32Array.from(parts.flatMap((part) => [...part.tokens]));
    const outputRows = Int32Array.from(sequences, ({ rowStart, rowCount }) => rowStart + rowCount - 1);
    return this.#runner.step({ tokens, sequences, outputRows }, this.#experts);
  }

  /** Forgets all sequences. */
  forget(): void {
    this.#cells = [];
    this.#blocks = 0;
  }

  #cellsOf(sequence: number, count: number): Uint32Array {
    this.#cells[sequence] ??= [];
    const cells = this.#cells[sequence];
    while (cells.length < count) {
      const first = this.#blocks++ * blockTokens;
      for (let i = 0; i < blockTokens; i++) cells.push(first + i);
    }
    return Uint32Array.from(cells.slice(0, count));
  }

  async close(): Promise<void> {
    await this.#runner.close();
    await this.#host.close();
  }
}
