// Workers that judge batches, as many as there are cores. Answers come back in the order of the questions.
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../process/thread.ts';
import { Code, FulgurError } from '../../wire/errors.ts';
import type { JudgeAnswer, JudgeRequest, WorkerSetup } from './judge-messages.ts';
import { judgementsOf } from './judged-batch.ts';
import type { Judgement } from './verdict.ts';

/** A batch takes milliseconds; a worker that is silent for so long hangs. */
const ANSWER_DEADLINE_MS = 120_000;
const WORKER = new URL('./judge-worker.js', import.meta.url);
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

interface Question {
  readonly request: JudgeRequest;
  readonly resolve: (judgements: readonly Judgement[]) => void;
  readonly reject: (error: Error) => void;
}

export class JudgePool {
  readonly #idle: Worker[] = [];
  readonly #workers: Worker[] = [];
  readonly #waiting: Question[] = [];
  readonly #asked = new Map<Worker, { question: Question; deadline: NodeJS.Timeout }>();
  #nextId = 0;

  constructor(setup: WorkerSetup, size: number) {
    for (let i = 0; i < size; i++) {
      const worker = startThread(WORKER, import.meta.url, { workerData: setup, resourceLimits });
      worker.on('message', (answer: JudgeAnswer) => this.#answered(worker, answer));
      worker.on('error', (error) => this.#failed(worker, error));
      worker.on('exit', (code) => this.#failed(worker, new Error(`worker ended with code ${code}`)));
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /**
   * Judges documents. `bytes` is gone afterwards: its memory goes to the worker.
   * @throws FulgurError INTERNAL when the worker fails or is silent
   */
  judge(bytes: Uint8Array<ArrayBuffer>, format: 'jsonl' | 'text', line: number): Promise<readonly Judgement[]> {
    return new Promise((resolve, reject) => {
      const request = { id: this.#nextId++, bytes, format, line };
      this.#waiting.push({ request, resolve, reject });
      this.#ask();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.removeAllListeners('exit').terminate()));
  }

  #ask(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.pop()!;
      const question = this.#waiting.shift()!;
      const deadline = setTimeout(
        () => this.#failed(worker, new Error(`no answer for ${ANSWER_DEADLINE_MS} ms`)),
        ANSWER_DEADLINE_MS,
      );
      this.#asked.set(worker, { question, deadline });
      worker.postMessage(question.request, [question.request.bytes.buffer]);
    }
  }

  #answered(worker: Worker, answer: JudgeAnswer): void {
    const asked = this.#asked.get(worker);
    if (asked === undefined) return;
    clearTimeout(asked.deadline);
    this.#asked.delete(worker);
    this.#idle.push(worker);
    if ('error' in answer) asked.question.reject(new FulgurError(Code.INTERNAL, `screening: ${answer.error}`));
    else asked.question.resolve([...judgementsOf(answer.judged)]);
    this.#ask();
  }

  /** A worker that is gone takes its question with it, and those that wait: the run stops and can be resumed. */
  #failed(worker: Worker, error: Error): void {
    const asked = this.#asked.get(worker);
    if (asked !== undefined) clearTimeout(asked.deadline);
    this.#asked.delete(worker);
    const failure = new FulgurError(Code.INTERNAL, `screening: a worker failed: ${error.message}`, { cause: error });
    asked?.question.reject(failure);
    for (const { reject } of this.#waiting.splice(0)) reject(failure);
  }
}
