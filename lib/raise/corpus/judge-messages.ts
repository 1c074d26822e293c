// What a run and its workers say to each other.
import type { JudgeOptions } from './document-judge.ts';
import type { Judgement } from './verdict.ts';

export interface WorkerSetup {
  readonly options: JudgeOptions;
  readonly weightsPath: string | undefined;
}

export interface JudgeRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly format: 'jsonl' | 'text';
  readonly line: number;
}

export type JudgeAnswer =
  | { readonly id: number; readonly judgements: readonly Judgement[] }
  | { readonly id: number; readonly error: string };
