// All attention replicas of the cluster: which are there, what they hold, and which one a prompt goes to.
//
// Owns: one link per replica, and the index of prefix blocks of replicas and kv-stores.
//
// Invariants
// 1. A replica is chosen only while its link is up, it says that it is ready, and it serves the same model.
// 2. Whoever waits for a replica is told whenever a link comes up or a member changes.
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { EventBus, Subscription } from '../../lib/cluster/bus.ts';
import type { Member, MemberDirectory } from '../../lib/cluster/members.ts';
import { Events, publishEvent, subscribeEvents } from '../../lib/cluster/subjects.ts';
import { Channel } from '../../lib/wire/client.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { AttentionLink } from './attention-link.ts';
import { BlockSnapshots } from './block-snapshots.ts';
import { Peers } from './peers.ts';
import { PrefixIndex } from './prefix-index.ts';
import type { PlacedPrompt, Replica, ReplicaPreference, ReplicaSource } from './replica.ts';
import { type Candidate, chooseReplica } from './replica-choice.ts';

export interface AttentionFleetOptions {
  readonly routerId: string;
  readonly directory: MemberDirectory;
  readonly bus: EventBus;
  readonly modelFingerprint: string;
  readonly maxIndexedBlocks: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly inProcess?: InProcessServers | undefined;
}

export class AttentionFleet implements ReplicaSource {
  readonly #options: AttentionFleetOptions;
  readonly #links: Peers<AttentionLink>;
  readonly #stores: Peers<Channel>;
  readonly #index: PrefixIndex;
  readonly #snapshots: BlockSnapshots;
  readonly #waiting = new Set<() => void>();
  readonly #subscription: Subscription;
  readonly #stopWatching: () => void;
  readonly #strangers = new Set<string>();

  constructor(options: AttentionFleetOptions) {
    this.#options = options;
    const { directory, bus, maxIndexedBlocks, clock, log, tracer, inProcess, routerId } = options;
    this.#snapshots = new BlockSnapshots({
      log,
      clock,
      sourceOf: (id) => this.#blockSource(id),
      onSnapshot: (id, sequence, keys) => this.#index.applySnapshot(id, sequence, keys),
      onFailed: (id) => this.#index.snapshotFailed(id),
    });
    this.#index = new PrefixIndex({
      maxKeysPerProducer: maxIndexedBlocks,
      requestSnapshot: (id) => this.#snapshots.request(id),
    });
    const onChange = (link: AttentionLink) => {
      if (link.up) this.#index.track(link.id);
      else publishEvent(bus, Events.suspects, { reporterId: routerId, service: 'attention', id: link.id });
      this.#notify();
    };
    this.#links = new Peers<AttentionLink>({
      directory,
      service: 'attention',
      create: ({ id, address }) => new AttentionLink({ id, address, clock, log, tracer, inProcess, onChange }),
      dispose: (link) => {
        this.#index.forget(link.id);
        link.close();
      },
    });
    this.#stores = new Peers({
      directory,
      service: 'kv-store',
      create: (member) => new Channel(member.address, { inProcess }),
      dispose: (channel) => channel.close(),
    });
    this.#subscription = subscribeEvents(bus, Events.blocks, (event) => this.#index.apply(event));
    this.#stopWatching = directory.onChange(() => {
      this.#followMembers();
      this.#notify();
    });
    this.#followMembers();
  }

  /** Replicas that would take a request now. */
  get ready(): number {
    return this.#available().length;
  }

  choose(prompt: PlacedPrompt, { prefer, avoid }: ReplicaPreference): Replica | undefined {
    const available = this.#available();
    const others = available.filter(({ peer }) => peer.id !== avoid);
    const choosable = others.length > 0 ? others : available;
    const preferred = choosable.find(({ peer }) => peer.id === prefer);
    if (preferred !== undefined) return preferred.peer;
    const candidates = choosable.map((entry) => this.#candidate(entry, prompt));
    const chosen = chooseReplica(candidates, prompt.ids.length, (count) => Math.floor(Math.random() * count));
    return chosen === undefined ? undefined : this.#links.get(chosen.id);
  }

  onAvailable(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  close(): void {
    this.#stopWatching();
    this.#subscription.close();
    for (const { peer } of this.#links.all()) peer.abandon();
    this.#links.close();
    this.#stores.close();
  }

  #available(): { readonly member: Member; readonly peer: AttentionLink }[] {
    return this.#links.all().filter(({ member, peer }) => {
      return peer.up && member.ready && !member.draining && this.#servesModel(member);
    });
  }

  #servesModel({ id, modelFingerprint }: Member): boolean {
    const { modelFingerprint: own, log } = this.#options;
    if (modelFingerprint === own) return true;
    if (!this.#strangers.has(id)) {
      this.#strangers.add(id);
      log.warn(
        { replica: id, modelFingerprint, own },
        'an attention replica serves another model and gets no requests',
      );
    }
    return false;
  }

  #candidate(
    { member, peer }: { readonly member: Member; readonly peer: AttentionLink },
    prompt: PlacedPrompt,
  ): Candidate {
    const pooledBlocks = this.#index.matched(peer.id, prompt.blockKeys);
    const stores = this.#stores.all().map((store) => store.member.id);
    return {
      id: peer.id,
      load: Math.max(member.load, peer.requests),
      pendingPromptTokens: peer.pendingPromptTokens,
      pooledBlocks,
      storedBlocks: this.#index.matchedByAny(stores, prompt.blockKeys, pooledBlocks),
    };
  }

  #blockSource(id: string): { readonly service: 'attention' | 'kv-store'; readonly channel: Channel } | undefined {
    const link = this.#links.get(id);
    if (link !== undefined) return { service: 'attention', channel: link.channel };
    const channel = this.#stores.get(id);
    return channel === undefined ? undefined : { service: 'kv-store', channel };
  }

  /** The index knows the producers that there are, and no others. */
  #followMembers(): void {
    const stores = this.#stores.all().map(({ member }) => member.id);
    const links = this.#links.all().map(({ member }) => member.id);
    this.#index.retain(new Set([...stores, ...links]));
    for (const id of stores) this.#index.track(id);
  }

  #notify(): void {
    for (const listener of [...this.#waiting]) listener();
  }
}
