// Makes policies ready beside the work of a process that serves: a thread reads, checks and builds what is long; what is
// left to do here is done in slices, the first text of each kind included. Until then whoever asks keeps the policy that it has.
import { startThread } from '../../process/thread.ts';
import { Code, FulgurError } from '../../wire/errors.ts';
import { errorOf } from '../../wire/failure.ts';
import type { TextClassifier } from '../text-classifier.ts';
import { inSlices } from './in-slices.ts';
import { refusal } from './policy.ts';
import type { PrepareAnswer, PrepareRequest, TenantsAnswer } from './prepare-thread.ts';
import type { PreparedPolicy } from './prepared-policy.ts';
import { compilePatterns } from './rule-programs.ts';
import { CompiledPolicy } from './rule-set.ts';
import type { Policy } from './schema.ts';
import { warmUp } from './warm-up.ts';

export interface PolicyCompilerOptions {
  readonly classifier: TextClassifier | undefined;
  /** That a policy may take to be ready. */
  readonly compileMsMax?: number;
  /** Of the thread's memory. */
  readonly compileMegabytesMax?: number;
}

const THREAD = new URL('./prepare-thread.js', import.meta.url);
const COMPILE_MS_MAX = 60_000;
/** The longest policies of ordinary lists need a third. */
const COMPILE_MEGABYTES_MAX = 1024;
const YOUNG_MEGABYTES_MAX = 64;

export class PolicyCompiler {
  readonly #classifier: TextClassifier | undefined;
  readonly #msMax: number;
  readonly #megabytesMax: number;

  constructor(options: PolicyCompilerOptions) {
    this.#classifier = options.classifier;
    this.#msMax = options.compileMsMax ?? COMPILE_MS_MAX;
    this.#megabytesMax = options.compileMegabytesMax ?? COMPILE_MEGABYTES_MAX;
  }

  /**
   * @throws INVALID_ARGUMENT with `source`, line, field and reason in one line; DEADLINE_EXCEEDED after `compileMsMax`;
   * the signal's reason when it aborts
   */
  async compile(yaml: string, source: string, signal: AbortSignal): Promise<CompiledPolicy> {
    const late = AbortSignal.timeout(this.#msMax);
    const either = AbortSignal.any([signal, late]);
    try {
      const prepared = await this.#prepare({ yaml, source }, either);
      return await inSlices(this.#finish(prepared), { signal: either });
    } catch (error) {
      if (!late.aborted || signal.aborted) throw error;
      const limit = `${this.#msMax} ms: use fewer terms, patterns or tenants, or try when the machine has less to do`;
      throw new FulgurError(Code.DEADLINE_EXCEEDED, `${source}: the policy was not ready within ${limit}`);
    }
  }

  *#finish(prepared: PreparedPolicy): Generator<void, CompiledPolicy> {
    const compiled = new CompiledPolicy(prepared, yield* compilePatterns(prepared.policy), this.#classifier);
    yield* warmUp(compiled);
    return compiled;
  }

  async #prepare(request: PrepareRequest, signal: AbortSignal): Promise<PreparedPolicy> {
    signal.throwIfAborted();
    const worker = startThread(THREAD, import.meta.url, {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: this.#megabytesMax, maxYoungGenerationSizeMb: YOUNG_MEGABYTES_MAX },
    });
    const failed = new Promise<never>((_, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the thread that makes policies ready ended with code ${code}`)));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const answer = <T>() => Promise.race([failed, new Promise<T>((resolve) => worker.once('message', resolve))]);
    try {
      const first = await answer<PrepareAnswer>();
      if ('failure' in first) throw errorOf(first.failure);
      const tenants: [string, Policy['tenants'][string]][] = [];
      while (tenants.length < first.tenants) {
        worker.postMessage(tenants.length);
        tenants.push(...(await answer<TenantsAnswer>()));
      }
      return { ...first.prepared, policy: { ...first.prepared.policy, tenants: Object.fromEntries(tenants) } };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      const limit = `${this.#megabytesMax} MiB: use fewer terms, patterns or tenants`;
      throw refusal(request.source, undefined, `takes more memory to be made ready than ${limit}`);
    } finally {
      failed.catch(() => {});
      void worker.terminate();
    }
  }
}
