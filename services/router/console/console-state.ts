// What the console shows of the cluster, as one JSON object.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { EventBus } from '../../../lib/cluster/bus.ts';
import type { MemberDirectory } from '../../../lib/cluster/members.ts';
import type { PlanStore } from '../../../lib/cluster/plan-store.ts';
import { Events, subscribeEvents } from '../../../lib/cluster/subjects.ts';
import { HeatMap } from '../placement/heat-map.ts';
import type { PlacedModel } from '../placement/placed-model.ts';
import type { ServedModel } from '../served-model.ts';
import { type ClusterEvent, EventLog } from './event-log.ts';
import { type PoolFill, PoolWatch } from './pool-watch.ts';

export interface ConsoleStateOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly directory: MemberDirectory;
  readonly plans: PlanStore;
  readonly election: { readonly leaderId: string };
  readonly model: ServedModel;
  readonly placed: PlacedModel;
}

export interface ConsoleView {
  readonly model: { readonly id: string; readonly architecture: string; readonly contextLength: number };
  readonly leaderId: string;
  readonly planEpoch: number;
  readonly targetEpoch: number;
  readonly members: readonly MemberView[];
  readonly layers: readonly LayerView[];
  readonly pools: readonly PoolFill[];
  readonly events: readonly ClusterEvent[];
}

interface MemberView {
  readonly service: string;
  readonly id: string;
  readonly address: string;
  readonly ready: boolean;
  readonly draining: boolean;
  readonly reason: string;
  /** Of attention: requests; of a shard: busy fraction; of a kv-store: used fraction. */
  readonly load: number;
  readonly residentExperts: number;
  readonly restarts: number;
  readonly startedUnixMs: number;
}

/** One layer of experts; index = expert id. */
interface LayerView {
  readonly layer: number;
  readonly holders: readonly (readonly string[])[];
  /** Rows that attention sent to the expert lately, fading. */
  readonly heat: readonly number[];
}

/** What is shown is what happens now: a row counts half after this long. */
const heatHalfLifeMs = 5_000;

export class ConsoleState {
  readonly #options: ConsoleStateOptions;
  readonly #heat: HeatMap;
  readonly #events: EventLog;
  readonly #pools: PoolWatch;
  readonly #stopHeat: () => void;

  constructor(options: ConsoleStateOptions) {
    this.#options = options;
    const { bus, clock, directory, placed } = options;
    this.#heat = new HeatMap(placed, clock, heatHalfLifeMs);
    this.#events = new EventLog(options);
    this.#pools = new PoolWatch(directory, clock);
    const heat = subscribeEvents(bus, Events.heat, (event) => this.#heat.add(event));
    this.#stopHeat = () => heat.close();
  }

  async read(): Promise<ConsoleView> {
    const { directory, election, plans, model } = this.#options;
    const { id, architecture, contextLength } = model;
    const pools = await this.#pools.read();
    return {
      model: { id, architecture, contextLength },
      leaderId: election.leaderId,
      planEpoch: plans.current?.epoch ?? 0,
      targetEpoch: plans.target?.epoch ?? 0,
      members: directory.all().map(memberView),
      layers: this.#layers(),
      pools,
      events: this.#events.latest,
    };
  }

  close(): void {
    this.#stopHeat();
    this.#events.close();
  }

  #layers(): LayerView[] {
    const placements = new Map(this.#options.plans.current?.layers.map(({ layer, experts }) => [layer, experts]));
    return this.#heat.loads().map(({ layer, load }) => ({
      layer,
      holders: Array.from(load, (_, expert) => placements.get(layer)?.[expert]?.shardIds ?? []),
      heat: Array.from(load, (rows) => Math.round(rows * 10) / 10),
    }));
  }
}

function memberView(member: MemberView): MemberView {
  const { service, id, address, ready, draining, reason, load, residentExperts, restarts, startedUnixMs } = member;
  return { service, id, address, ready, draining, reason, load, residentExperts, restarts, startedUnixMs };
}
