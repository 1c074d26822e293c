// Screening of a corpus from beginning to end: batches in order to workers, verdicts in order to files.
//
// Invariants
// 1. Output depends on inputs and options only: not on how many workers there are, nor on where a run was killed.
// 2. A checkpoint is written after the output that it counts is on disk.
// 3. Memory is bounded: IN_FLIGHT_PER_WORKER batches per worker, and the table of duplicates.
import { createHash } from 'node:crypto';
import { Code, FulgurError, invalid } from '../../wire/errors.ts';
import { type Batch, batches, type Place } from './batches.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { JudgeOptions } from './document-judge.ts';
import { Duplicates } from './duplicates.ts';
import type { InputFile } from './input-files.ts';
import { JudgePool } from './judge-pool.ts';
import { OutputFiles } from './output-files.ts';
import { makeFolder } from './output-folder.ts';
import { type CorpusStatistics, count, emptyStatistics } from './statistics.ts';
import type { Judgement, Reason } from './verdict.ts';

export interface CorpusRunOptions extends JudgeOptions {
  readonly files: readonly InputFile[];
  readonly outFolder: string;
  readonly weightsPath: string | undefined;
  readonly workers: number;
  readonly checkpointEveryMs: number;
  readonly duplicateMemoryBytes: number;
  readonly rowBytesMax: number;
  /** Rows that cannot be read: 'fail' stops at the first, 'skip' drops them with a reason. */
  readonly badRows: 'fail' | 'skip';
  readonly onProgress?: (progress: CorpusProgress) => void;
  readonly signal?: AbortSignal;
}

export interface CorpusProgress {
  /** Bytes of all files on disk that have been read. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly statistics: CorpusStatistics;
}

const OUTPUT_NAMES = ['kept.jsonl', 'decisions.jsonl', 'keys.bin'] as const;
type Output = OutputFiles<(typeof OUTPUT_NAMES)[number]>;
const IN_FLIGHT_PER_WORKER = 3;
/** Rows that cannot be read, told one by one for each reason; more are only counted: a gigabyte may hold 500 million. */
const UNREADABLE_TOLD_MAX = 10_000;
const RESTORE_PIECE_BYTES = 1 << 20;

/** @throws FulgurError naming file, line and field of what cannot be read; the run can be resumed */
export async function screenCorpus(options: CorpusRunOptions): Promise<CorpusStatistics> {
  await makeFolder(options.outFolder);
  const fingerprint = fingerprintOf(options);
  const checkpoint = await readCheckpoint<CorpusStatistics>(options.outFolder);
  if (checkpoint !== undefined && checkpoint.fingerprint !== fingerprint) {
    const why = 'holds a run with other inputs or options';
    throw invalid('out', `${options.outFolder} ${why}; name another folder or delete it to start again`);
  }
  if (checkpoint?.done === true) return checkpoint.statistics;
  const output = await OutputFiles.open(options.outFolder, OUTPUT_NAMES, checkpoint?.outputs ?? {});
  const setup = {
    policy: options.policy,
    textField: options.textField,
    flagAt: options.flagAt,
    dropAt: options.dropAt,
  };
  const pool = new JudgePool(
    { options: { ...setup, tests: options.tests }, weightsPath: options.weightsPath },
    options.workers,
  );
  try {
    const run = new CorpusRun(options, fingerprint, output, checkpoint?.statistics ?? emptyStatistics());
    await run.restore();
    await run.work(pool, checkpoint?.place ?? { file: 0, offset: 0, line: 1 });
    return run.statistics;
  } finally {
    await pool.close();
    await output.close();
  }
}

class CorpusRun {
  readonly statistics: CorpusStatistics;
  readonly #options: CorpusRunOptions;
  readonly #fingerprint: string;
  readonly #output: Output;
  readonly #duplicates: Duplicates;
  readonly #bytesBefore: readonly number[];
  #checkpointAt = Date.now();
  #checkpointing: Promise<void> | undefined;

  constructor(options: CorpusRunOptions, fingerprint: string, output: Output, statistics: CorpusStatistics) {
    this.#options = options;
    this.#fingerprint = fingerprint;
    this.#output = output;
    this.statistics = statistics;
    this.#duplicates = new Duplicates(options.duplicateMemoryBytes);
    const before = [0];
    for (const { bytes } of options.files) before.push(before.at(-1)! + bytes);
    this.#bytesBefore = before;
  }

  async restore(): Promise<void> {
    await this.#duplicates.restore(this.#output.read('keys.bin', RESTORE_PIECE_BYTES));
  }

  async work(pool: JudgePool, from: Place): Promise<void> {
    const { files, rowBytesMax, workers, signal } = this.#options;
    const inFlight: { batch: Batch; judging: Promise<readonly Judgement[]> }[] = [];
    let place = from;
    const settle = async () => {
      const { batch, judging } = inFlight.shift()!;
      await this.#write(batch, await judging);
      place = batch.next;
      if (Date.now() - this.#checkpointAt >= this.#options.checkpointEveryMs) await this.#beginCheckpoint(place);
    };
    const reader = batches(files, from, rowBytesMax);
    let unreadable: unknown;
    for (;;) {
      const next = await reader.next().catch((error: unknown) => {
        unreadable = error;
      });
      if (next === undefined || next.done === true) break;
      if (signal?.aborted === true) unreadable = signal.reason;
      if (unreadable !== undefined) break;
      const judging = pool.judge(next.value.bytes, next.value.format, next.value.line);
      judging.catch(() => {});
      inFlight.push({ batch: next.value, judging });
      while (inFlight.length >= workers * IN_FLIGHT_PER_WORKER) await settle();
    }
    // What was read before an error counts: a resumed run goes on behind it.
    while (inFlight.length > 0) await settle();
    await this.#checkpointing;
    await this.#checkpoint(place, unreadable === undefined);
    if (unreadable !== undefined) throw unreadable;
  }

  async #write(batch: Batch, judgements: readonly Judgement[]): Promise<void> {
    const file = this.#options.files[batch.file]!;
    const kept: Uint8Array[] = [];
    const decisions: string[] = [];
    const keys: Buffer[] = [];
    for (const judgement of judgements) this.#refuseUnreadable(file.path, judgement);
    for (const judgement of judgements) {
      const { verdict, reasons } = this.#decide(judgement);
      const told = this.#rowsTold(verdict);
      count(this.statistics, verdict, reasons);
      if (verdict.action !== 'drop') {
        kept.push(verdict.kept);
        keys.push(this.#duplicates.add(verdict));
      }
      if (reasons.length === 0) continue;
      const { line, action } = verdict;
      for (let row = 0; row < told; row++) {
        decisions.push(JSON.stringify({ file: file.path, line: line + row, action, reasons }), '\n');
      }
    }
    this.statistics.forgottenKeys = this.#duplicates.forgotten;
    await this.#output.append('kept.jsonl', Buffer.concat(kept));
    await this.#output.append('decisions.jsonl', Buffer.from(decisions.join('')));
    await this.#output.append('keys.bin', Buffer.concat(keys));
    this.#options.onProgress?.({
      bytesRead: this.#bytesBefore[batch.file]! + Math.min(batch.packedOffset, file.bytes),
      bytesTotal: this.#bytesBefore.at(-1)!,
      statistics: this.statistics,
    });
  }

  #refuseUnreadable(file: string, { line, reasons: [first] }: Judgement): void {
    if (first?.kind !== 'unreadable' || this.#options.badRows === 'skip') return;
    const why =
      first.name === 'JSON'
        ? 'not JSON'
        : first.name === 'object'
          ? 'not an object'
          : `no text in field '${first.name}'`;
    throw new FulgurError(Code.INVALID_ARGUMENT, `${file}:${line}: ${why}; correct it, or use --bad-rows skip`, {
      field: first.name,
    });
  }

  /** What has been told before counts for all files, and for what a killed run had told. */
  #rowsTold({ rows, reasons: [first] }: Judgement): number {
    if (first?.kind !== 'unreadable') return rows;
    const before = this.statistics.reasons[`unreadable:${first.name}`]?.drop ?? 0;
    return Math.min(rows, Math.max(0, UNREADABLE_TOLD_MAX - before));
  }

  #decide(judgement: Judgement): { verdict: Judgement; reasons: readonly Reason[] } {
    const unreadable = judgement.reasons[0]?.kind === 'unreadable';
    const duplicate = judgement.action === 'drop' || unreadable ? undefined : this.#duplicates.find(judgement);
    if (duplicate === undefined) return { verdict: judgement, reasons: judgement.reasons };
    const reason: Reason = { kind: 'duplicate', name: duplicate, action: 'drop' };
    return { verdict: { ...judgement, action: 'drop' }, reasons: [...judgement.reasons, reason] };
  }

  /** Work goes on while what has been done so far is made safe, unless the checkpoint before is still under way. */
  async #beginCheckpoint(place: Place): Promise<void> {
    await this.#checkpointing;
    this.#checkpointAt = Date.now();
    this.#checkpointing = this.#checkpoint(place, false);
    // A failure is heard of where it is waited for.
    this.#checkpointing.catch(() => {});
  }

  async #checkpoint(place: Place, done: boolean): Promise<void> {
    const checkpoint = {
      fingerprint: this.#fingerprint,
      place,
      outputs: this.#output.lengths,
      statistics: structuredClone(this.statistics),
      done,
    };
    await this.#output.sync();
    await writeCheckpoint(this.#options.outFolder, checkpoint);
  }
}

/** Of all that the output depends on. */
function fingerprintOf(options: CorpusRunOptions): string {
  const { files, policy, textField, flagAt, dropAt, tests, weightsPath, duplicateMemoryBytes } = options;
  const parts = {
    files,
    policy,
    textField,
    flagAt,
    dropAt,
    tests: tests.fingerprint,
    weightsPath,
    duplicateMemoryBytes,
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
