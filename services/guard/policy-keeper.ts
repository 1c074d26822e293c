// The policy in force: the one that was put before the cluster when there is one, else the file's, else the one that ships.
//
// Invariants
// 1. There is always a policy; one that is refused leaves the one before in force, and the reason can be asked for.
// 2. A policy changes between requests: what began under one policy ends under it.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { EventBus, KeyValue, KvChange, KvEntry, Subscription } from '../../lib/cluster/bus.ts';
import { Bucket, PolicyKey, policyBucketOptions } from '../../lib/cluster/subjects.ts';
import { compilePolicy } from '../../lib/raise/policy/compile.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import type { TextClassifier } from '../../lib/raise/text-classifier.ts';
import { adapterOf } from '../../lib/raise/tier2/adapters.ts';
import { SafetyModel } from '../../lib/raise/tier2/safety-model.ts';
import { invalid } from '../../lib/wire/errors.ts';
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

export class PolicyKeeper {
  readonly #options: PolicyKeeperOptions;
  readonly #own: PolicyInForce;
  readonly #subscriptions: Subscription[] = [];
  #current: PolicyInForce;
  #refused = '';
  #stopped = false;

  /** @throws INVALID_ARGUMENT when the guard's own policy is wrong */
  constructor(options: PolicyKeeperOptions) {
    this.#options = options;
    const { yaml, name, source } = options.own;
    this.#own = this.#make(yaml, name, source);
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

  /** Follows the cluster's policy from now on; begins when the bus can be reached. */
  async start(): Promise<void> {
    try {
      const bucket = await this.#options.bus.keyValue(Bucket.policy, policyBucketOptions);
      const entry = await bucket.get(PolicyKey);
      if (this.#stopped) return;
      if (entry !== undefined) this.#take(bucket, entry);
      this.#subscriptions.push(bucket.watch((change) => this.#changed(bucket, change)));
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the policy of the cluster is not followed yet');
      if (!this.#stopped) this.#options.clock.after(RETRY_MS, () => void this.start());
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const subscription of this.#subscriptions) subscription.close();
  }

  /** @throws INVALID_ARGUMENT naming line and field */
  check(yaml: string): PolicyInForce {
    return this.#make(yaml, CLUSTER_POLICY, 'cluster');
  }

  /** Puts a policy before every guard of the cluster. Rejects when the bus is away. */
  async put(yaml: string): Promise<PolicyInForce> {
    this.check(yaml);
    const bucket = await this.#options.bus.keyValue(Bucket.policy, policyBucketOptions);
    const value = packPolicy(yaml);
    const revision = await bucket.put(PolicyKey, value);
    this.#take(bucket, { value, revision });
    return this.#current;
  }

  /** The policies that were put last, oldest first. Rejects when the bus is away. */
  async history(): Promise<KeptPolicy[]> {
    const bucket = await this.#options.bus.keyValue(Bucket.policy, policyBucketOptions);
    return new PolicyHistory(bucket).list();
  }

  #changed(bucket: KeyValue, { key, value, revision }: KvChange): void {
    if (key !== PolicyKey || this.#stopped) return;
    if (value !== undefined) {
      this.#take(bucket, { value, revision });
      return;
    }
    this.#refused = '';
    this.#current = this.#own;
    this.#announce();
  }

  #take(bucket: KeyValue, { value, revision }: Pick<KvEntry, 'value' | 'revision'>): void {
    const { log, metrics } = this.#options;
    let yaml: string;
    try {
      yaml = textOf(value);
      if (revision === this.#current.revision && yaml === this.#current.yaml) return;
      this.#current = this.#make(yaml, CLUSTER_POLICY, 'cluster', revision);
    } catch (error) {
      this.#refused = (error as Error).message;
      metrics.policiesRefused.inc();
      log.error({ reason: this.#refused, kept: this.#current.compiled.policy.version }, 'a policy was refused');
      return;
    }
    this.#refused = '';
    this.#announce();
    const kept = { revision, putUnixMs: this.#current.loadedUnixMs, yaml };
    new PolicyHistory(bucket).keep(kept).catch((error: unknown) => log.warn({ err: error }, 'a policy was not kept'));
  }

  #make(yaml: string, name: string, source: PolicyInForce['source'], revision = 0): PolicyInForce {
    const { classifier, clock } = this.#options;
    const compiled = compilePolicy(yaml, name, classifier);
    const safetyModel = this.#safetyModel(compiled, name);
    return { compiled, safetyModel, yaml, source, loadedUnixMs: clock.unixMs(), revision };
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

function textOf(value: Uint8Array): string {
  try {
    return unpackPolicy(value);
  } catch (error) {
    throw invalid('policyFile', `${CLUSTER_POLICY}: ${(error as Error).message}`);
  }
}
