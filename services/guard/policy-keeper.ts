// The policy in force: the one that was put before the cluster when there is one, else the file's, else the one that ships.
//
// Invariants
// 1. There is always a policy; one that is refused leaves the one before in force, and the reason can be asked for.
// 2. A policy changes between requests: what began under one policy ends under it.
// 3. The one before judges until the next is ready, its tables for prompts and answers too; texts wait for neither.
// 4. Of the cluster's policies the newest is made ready and no other: one that a newer one overtakes is dropped.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { EventBus, KeyValue, KvChange, KvEntry, Subscription } from '../../lib/cluster/bus.ts';
import { Bucket, PolicyKey, policyBucketOptions } from '../../lib/cluster/subjects.ts';
import { compilePolicy } from '../../lib/raise/policy/compile.ts';
import { inSlices } from '../../lib/raise/policy/in-slices.ts';
import { PolicyCompiler } from '../../lib/raise/policy/policy-compiler.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import { warmUp } from '../../lib/raise/policy/warm-up.ts';
import type { TextClassifier } from '../../lib/raise/text-classifier.ts';
import { adapterOf } from '../../lib/raise/tier2/adapters.ts';
import { SafetyModel } from '../../lib/raise/tier2/safety-model.ts';
import { Code, invalid, RetryableError } from '../../lib/wire/errors.ts';
import type { GuardMetrics } from './metrics.ts';
import { type KeptPolicy, PolicyHistory } from './policy-history.ts';
import { packPolicy, unpackPolicy } from './policy-text.ts';

export interface PolicyInForce {
  readonly compiled: CompiledPolicy;
  readonly safetyModel: SafetyModel | undefined;
  readonly yaml: string;
  readonly source: 'default' | 'file' | 'cluster';
  readonly loadedUnixMs: number;
  /** Of the cluster's policy; 0 for the guard's own. */
  readonly revision: number;
}

export interface PolicyKeeperOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: GuardMetrics;
  readonly classifier: TextClassifier | undefined;
  /** What is in force when the cluster has no policy. */
  readonly own: { readonly yaml: string; readonly name: string; readonly source: 'default' | 'file' };
}

const CLUSTER_POLICY = 'cluster policy';
const RETRY_MS = 2000;
/** Policies that are checked for callers at the same time; each has a thread. */
const CHECKS_MAX = 2;

export class PolicyKeeper {
  readonly #options: PolicyKeeperOptions;
  readonly #compiler: PolicyCompiler;
  readonly #own: PolicyInForce;
  readonly #subscriptions: Subscription[] = [];
  #current: PolicyInForce;
  /** Revision of the cluster's policy that was heard of last, and what stops its being made ready. */
  #heard = 0;
  #following = new AbortController();
  #checks = 0;
  #refused = '';
  #stopped = false;

  /** @throws INVALID_ARGUMENT when the guard's own policy is wrong */
  constructor(options: PolicyKeeperOptions) {
    this.#options = options;
    this.#compiler = new PolicyCompiler(options);
    const { yaml, name, source } = options.own;
    this.#own = this.#made(compilePolicy(yaml, name, options.classifier), yaml, name, source);
    this.#current = this.#own;
    this.#announce();
  }

  get current(): PolicyInForce {
    return this.#current;
  }

  /** Why the cluster's newest policy is not in force; empty when it is, or there is none. */
  get refused(): string {
    return this.#refused;
  }

  /** Follows the cluster's policy from now on; begins when the bus can be reached. Resolves when a policy is ready. */
  async start(): Promise<void> {
    await inSlices(warmUp(this.#own.compiled));
    await this.#follow();
  }

  async #follow(): Promise<void> {
    try {
      const bucket = await this.#options.bus.keyValue(Bucket.policy, policyBucketOptions);
      const entry = await bucket.get(PolicyKey);
      if (this.#stopped) return;
      if (entry !== undefined) await this.#take(bucket, entry);
      if (!this.#stopped) this.#subscriptions.push(bucket.watch((change) => this.#changed(bucket, change)));
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the policy of the cluster is not followed yet');
      if (!this.#stopped) this.#options.clock.after(RETRY_MS, () => void this.#follow());
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#following.abort();
    for (const subscription of this.#subscriptions) subscription.close();
  }

  /** @throws INVALID_ARGUMENT naming line and field; RESOURCE_EXHAUSTED (retryable) with too many at once */
  async check(yaml: string, signal: AbortSignal): Promise<PolicyInForce> {
    if (this.#checks >= CHECKS_MAX) {
      const message = `the guard checks ${this.#checks} policies; at most ${CHECKS_MAX} at the same time: try again`;
      throw new RetryableError(Code.RESOURCE_EXHAUSTED, message);
    }
    this.#checks += 1;
    try {
      return await this.#make(yaml, signal);
    } finally {
      this.#checks -= 1;
    }
  }

  /** Puts a policy before every guard of the cluster. Rejects when the bus is away. */
  async put(yaml: string, signal: AbortSignal): Promise<PolicyInForce> {
    const checked = await this.check(yaml, signal);
    const bucket = await this.#options.bus.keyValue(Bucket.policy, policyBucketOptions);
    const value = await packPolicy(yaml);
    const revision = await bucket.put(PolicyKey, value);
    const put = { ...checked, revision, loadedUnixMs: this.#options.clock.unixMs() };
    if (revision >= this.#heard && !this.#isCurrent(revision, yaml)) {
      this.#hear(revision);
      this.#putInForce(bucket, put, value);
    }
    return put;
  }

  /** The policies that were put last, oldest first. Rejects when the bus is away. */
  async history(): Promise<KeptPolicy[]> {
    const bucket = await this.#options.bus.keyValue(Bucket.policy, policyBucketOptions);
    return new PolicyHistory(bucket).list();
  }

  #changed(bucket: KeyValue, { key, value, revision }: KvChange): void {
    if (key !== PolicyKey || this.#stopped) return;
    if (value !== undefined) {
      void this.#take(bucket, { value, revision });
      return;
    }
    this.#hear(revision);
    this.#refused = '';
    this.#current = this.#own;
    this.#announce();
  }

  /** Makes the cluster's newest policy ready, and puts it in force unless another has been heard of meanwhile. */
  async #take(bucket: KeyValue, { value, revision }: Pick<KvEntry, 'value' | 'revision'>): Promise<void> {
    const { log, metrics } = this.#options;
    const signal = this.#hear(revision);
    try {
      const yaml = await textOf(value);
      if (signal.aborted || this.#isCurrent(revision, yaml)) return;
      const made = await this.#make(yaml, signal);
      if (!signal.aborted) this.#putInForce(bucket, { ...made, revision }, value);
    } catch (error) {
      if (signal.aborted) return;
      this.#refused = (error as Error).message;
      metrics.policiesRefused.inc();
      log.error({ reason: this.#refused, kept: this.#current.compiled.policy.version }, 'a policy was refused');
    }
  }

  /** Drops the policy that is being made ready. The signal says when this one is to be dropped. */
  #hear(revision: number): AbortSignal {
    this.#heard = revision;
    this.#following.abort();
    this.#following = new AbortController();
    return this.#following.signal;
  }

  #isCurrent(revision: number, yaml: string): boolean {
    return revision === this.#current.revision && yaml === this.#current.yaml;
  }

  #putInForce(bucket: KeyValue, policy: PolicyInForce, value: Uint8Array): void {
    const { log } = this.#options;
    this.#current = policy;
    this.#refused = '';
    this.#announce();
    const { revision, loadedUnixMs } = policy;
    new PolicyHistory(bucket)
      .keep(revision, loadedUnixMs, value)
      .catch((error: unknown) => log.warn({ err: error }, 'a policy was not kept'));
  }

  async #make(yaml: string, signal: AbortSignal): Promise<PolicyInForce> {
    return this.#made(await this.#compiler.compile(yaml, CLUSTER_POLICY, signal), yaml, CLUSTER_POLICY, 'cluster');
  }

  #made(compiled: CompiledPolicy, yaml: string, name: string, source: PolicyInForce['source']): PolicyInForce {
    const safetyModel = this.#safetyModel(compiled, name);
    return { compiled, safetyModel, yaml, source, loadedUnixMs: this.#options.clock.unixMs(), revision: 0 };
  }

  #safetyModel({ policy }: CompiledPolicy, name: string): SafetyModel | undefined {
    const settings = policy.safety_model;
    if (settings === undefined) return undefined;
    const { adapter, url, model, api_key_env: variable, max_concurrent: maxConcurrent } = settings;
    const apiKey = variable === undefined ? undefined : process.env[variable];
    if (variable !== undefined && apiKey === undefined) {
      throw invalid('policyFile', `${name}: safety_model.api_key_env: the guard's environment has no ${variable}`);
    }
    const { clock } = this.#options;
    return new SafetyModel({ adapter: adapterOf(adapter, settings.policy), url, model, apiKey, maxConcurrent, clock });
  }

  #announce(): void {
    const { log, metrics } = this.#options;
    const { compiled, source } = this.#current;
    const { version, rules } = compiled.policy;
    metrics.policyInfo.reset();
    metrics.policyInfo.set({ version, source }, 1);
    log.info({ policy: version, source, rules: rules.length }, 'policy in force');
  }
}

async function textOf(value: Uint8Array): Promise<string> {
  try {
    return await unpackPolicy(value);
  } catch (error) {
    throw invalid('policyFile', `${CLUSTER_POLICY}: ${(error as Error).message}`);
  }
}
