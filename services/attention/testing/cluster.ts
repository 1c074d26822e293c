// A small real cluster for tests: expert shards, kv-stores and attention replicas in this process over real gRPC, with
// the placement plan in the test's hand and a router's stream to speak through.
import path from 'node:path';
import { systemClock } from '../../../lib/actor/clock.ts';
import { InProcessBus } from '../../../lib/cluster/in-process-bus.ts';
import type { PlacementPlan } from '../../../lib/cluster/plan.ts';
import { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { describeModel } from '../../../lib/model/registry.ts';
import type { RunningService, ServiceHost } from '../../../lib/process/host.ts';
import { GgufModel } from '../../../lib/tensor/gguf.ts';
import type { BidiStream } from '../../../lib/wire/bidi-stream.ts';
import { Channel } from '../../../lib/wire/client.ts';
import { AttentionMethods } from '../../../lib/wire/methods.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { eventually, type TestHost, testHost } from '../../../test/support/service-host.ts';
import { expertShardConfig } from '../../expert-shard/config.ts';
import { type RunningExpertShard, startExpertShard } from '../../expert-shard/expert-shard.ts';
import { kvStoreConfig } from '../../kv-store/config.ts';
import { startKvStore } from '../../kv-store/kv-store.ts';
import { type AttentionExtras, startAttention } from '../attention.ts';
import { type AttentionConfig, attentionConfig } from '../config.ts';

export const demoModel = path.resolve(import.meta.dirname, '../../../models/fulgur-tiny.gguf');

/** Holder of each (layer, expert). */
export type Holders = (layer: number, expert: number) => string[];

export interface TestAttention {
  readonly service: RunningService;
  readonly host: TestHost;
}

export class TestCluster {
  readonly bus = new InProcessBus();
  readonly plans = new PlanStore({ bus: this.bus, clock: systemClock });
  readonly shards = new Map<string, RunningExpertShard>();
  readonly #closers: (() => Promise<void> | void)[] = [];
  readonly #over: Partial<ServiceHost>;
  readonly #model: string;
  #epoch = 0;

  /** `over` goes to the host of every service. */
  constructor(over: Partial<ServiceHost> = {}, model = demoModel) {
    this.#over = { ...over, bus: this.bus };
    this.#model = model;
  }

  async start(): Promise<this> {
    await this.plans.start();
    return this;
  }

  async startShard(id: string, over: Partial<ServiceHost> = {}): Promise<RunningExpertShard> {
    const shard = await startExpertShard(
      expertShardConfig.parse({ model: this.#model }),
      testHost('expert-shard', id, { ...this.#over, ...over }),
    );
    this.shards.set(id, shard);
    this.#closers.push(() => shard.drain(0));
    return shard;
  }

  async startKvStore(id: string): Promise<TestHost> {
    const host = testHost('kv-store', id, this.#over);
    const store = await startKvStore(kvStoreConfig.parse({}), host);
    this.#closers.push(() => store.drain(0));
    return host;
  }

  async startAttention(
    id: string,
    config: Partial<AttentionConfig> = {},
    extras: AttentionExtras = {},
  ): Promise<TestAttention> {
    const host = testHost('attention', id, this.#over);
    const service = await startAttention(attentionConfig.parse({ model: this.#model, ...config }), host, extras);
    this.#closers.push(() => service.drain(0));
    return { service, host };
  }

  router(attention: TestAttention): TestRouter {
    const router = new TestRouter(attention.service.address);
    this.#closers.push(() => router.close());
    return router;
  }

  /** Makes shards load what `holders` says, then makes it the current plan. */
  async place(holders: Holders): Promise<PlacementPlan> {
    const model = await GgufModel.open(this.#model);
    const layers = describeModel(model).layers.flatMap(({ index, feedForward }) =>
      feedForward.kind === 'moe'
        ? [
            {
              layer: index,
              experts: Array.from({ length: feedForward.experts }, (_, e) => ({ shardIds: holders(index, e) })),
            },
          ]
        : [],
    );
    const plan = { epoch: ++this.#epoch, modelFingerprint: model.fingerprint, layers, reason: 'test' };
    await this.plans.putTarget(plan);
    await eventually(() =>
      plan.layers.every(({ layer, experts }) =>
        experts.every(({ shardIds }, expert) =>
          shardIds.every((id) => !this.shards.has(id) || this.shards.get(id)!.experts.has(layer, expert)),
        ),
      ),
    );
    await this.plans.putCurrent(plan);
    return plan;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
    this.plans.stop();
    await this.bus.close();
  }
}

export interface Generation {
  readonly tokens: number[];
  readonly events: fulgur.v1.ITokenEvent[];
  finished: fulgur.v1.IFinishedEvent | undefined;
  failed: fulgur.v1.IFailedEvent | undefined;
  /** Resolves with this once it finished or failed. */
  readonly done: Promise<Generation>;
}

/** One router's stream. */
export class TestRouter {
  readonly #channel: Channel;
  readonly #stream: BidiStream<fulgur.v1.IAttentionCommand, fulgur.v1.AttentionEvents>;
  readonly #generations = new Map<string, Generation & { end: () => void }>();
  #nextId = 1;
  messages = 0;

  constructor(address: string) {
    this.#channel = new Channel(address);
    this.#stream = this.#channel.bidi(AttentionMethods.serve, { deadlineMs: Number.POSITIVE_INFINITY });
    this.#stream.onMessage((events) => this.#take(events));
    this.#stream.onClose(() => {});
  }

  get channel(): Channel {
    return this.#channel;
  }

  submit(submit: fulgur.v1.ISubmit): Generation & { readonly id: string } {
    const id = submit.requestId ?? `request-${this.#nextId++}`;
    let end = () => {};
    const generation: Generation & { end: () => void; id: string } = {
      id,
      tokens: [],
      events: [],
      finished: undefined,
      failed: undefined,
      end: () => end(),
      done: new Promise((resolve) => {
        end = () => resolve(generation);
      }),
    };
    this.#generations.set(id, generation);
    this.#stream.send({ submit: { maxTokens: 32, sampling: { temperature: 0 }, ...submit, requestId: id } });
    return generation;
  }

  cancel(requestId: string): void {
    this.#stream.send({ cancel: { requestId } });
  }

  end(): void {
    this.#stream.end();
  }

  close(): void {
    this.#channel.close();
  }

  #take({ tokens, finished, failed }: fulgur.v1.AttentionEvents): void {
    this.messages += 1;
    for (const event of tokens) {
      const generation = this.#generations.get(event.requestId ?? '')!;
      generation.tokens.push(event.token?.tokenId ?? -1);
      generation.events.push(event);
    }
    for (const event of finished) {
      const generation = this.#generations.get(event.requestId ?? '')!;
      generation.finished = event;
      generation.end();
    }
    for (const event of failed) {
      const generation = this.#generations.get(event.requestId ?? '')!;
      generation.failed = event;
      generation.end();
    }
  }
}
