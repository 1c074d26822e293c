// What every benchmark has in common.
import type { StorageType } from '../../lib/tensor/quantize.ts';
import type { Prompts } from './load.ts';

export interface BenchContext {
  /** GGUF file that both Fulgur and libllama load. */
  readonly model: string;
  readonly prompts: Prompts;
  readonly contextTokens: number;
  /** Cores that each contender may use, all its processes together. */
  readonly threads: number;
  /** Device that computes, of every contender, or attention's alone; undefined for the CPU. */
  readonly device: string | undefined;
  /** How often each measurement is made; the median counts. */
  readonly repeats: number;
  /** Tokens that sequences have behind them when they decode, where a question lets one choose. */
  readonly decodeContext: number;
  /** Whether attention and shards have cores of their own, as on machines of their own, where a question lets one choose. */
  readonly apart: boolean;
  /** File of requests to replay, where a question replays any; undefined takes a generated one. */
  readonly trace: string | undefined;
  /** Of works for several numbers of sequences only that for this one; undefined takes all. */
  readonly sequences: number | undefined;
  /** Types of weights for `kernels`; undefined takes all. */
  readonly types: readonly StorageType[] | undefined;
  progress(line: string): void;
}

export interface Measurement {
  /** Columns of the table, in order, with their units. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What a reader must know to judge the numbers. */
  readonly notes: readonly string[];
}

export interface Question {
  readonly name: string;
  readonly asks: string;
  /** Asked only when it is named: it takes minutes, or is of use to few. */
  readonly byName?: boolean;
  /** Whether it can be asked of a device. */
  readonly onDevices?: boolean;
  measure(context: BenchContext): Promise<Measurement>;
}
