// What a run and its workers say to each other.
import type { JudgeOptions } from './document-judge.ts';
import type { JudgedBatch } from './judged-batch.ts';

export interface WorkerSetup {
  readonly options: JudgeOptions;
  readonly weightsPath: string | undefined;
}

export interface JudgeRequest {
  readonly id: number;
  /** Handed over: its memory is the worker's from now on. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: 'jsonl' | 'text';
  readonly line: number;
}

export type JudgeAnswer =
  | { readonly id: number; readonly judged: JudgedBatch }
  | { readonly id: number; readonly error: string };
