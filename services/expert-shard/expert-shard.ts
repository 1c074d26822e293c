// An expert shard: holds the experts that the placement plan gives it, and computes them for whoever sends rows.
import { Supervisor } from '../../lib/actor/supervisor.ts';
import { type Announcer, announce } from '../../lib/cluster/members.ts';
import { holdersOf } from '../../lib/cluster/plan.ts';
import { PlanStore } from '../../lib/cluster/plan-store.ts';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { describeModel } from '../../lib/model/registry.ts';
import type { RunningService, ServiceHost } from '../../lib/process/host.ts';
import { countRestarts } from '../../lib/telemetry/metrics.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { serve } from '../../lib/wire/server.ts';
import { ComputeActor } from './compute-actor.ts';
import type { ExpertShardConfig } from './config.ts';
import { ExchangeStreams } from './exchange.ts';
import { type ExpertShardMetrics, expertShardMetrics } from './metrics.ts';
import { ResidencyActor } from './residency-actor.ts';
import { expertShardService } from './service.ts';
import { type ShardModel, shardModel } from './shard-model.ts';
import { ExpertUsage } from './usage.ts';

export interface RunningExpertShard extends RunningService {
  /** The experts of this process, for an attention beside it. */
  readonly experts: ExpertHost;
}
