// The router's part in running the cluster: who is there, who leads, and where the experts are.
import { Supervisor } from '../../lib/actor/supervisor.ts';
import { LeaderElection } from '../../lib/cluster/leader.ts';
import { MemberDirectory } from '../../lib/cluster/members.ts';
import { PlanStore } from '../../lib/cluster/plan-store.ts';
import type { ServiceHost } from '../../lib/process/host.ts';
import { countRestarts } from '../../lib/telemetry/metrics.ts';
import type { RouterConfig } from './config.ts';
import { probeHealth } from './health-probe.ts';
import type { RouterMetrics } from './metrics.ts';
import { placementMetrics } from './placement/metrics.ts';
import type { PlacedModel } from './placement/placed-model.ts';
import { PlacementLeader } from './placement/placement-leader.ts';

const probeTimeoutMs = 1_000;

export interface ControlPlane {
  readonly directory: MemberDirectory;
  readonly election: LeaderElection;
  readonly plans: PlanStore;
  /** Resigns, so that another router leads at once. */
  stop(): Promise<void>;
}

export async function startControlPlane(
  config: RouterConfig,
  host: ServiceHost,
  model: PlacedModel,
  metrics: RouterMetrics,
): Promise<ControlPlane> {
  const { bus, clock, log } = host;
  const directory = new MemberDirectory({ bus, clock, log });
  const plans = new PlanStore({ bus, clock, log });
  const election = new LeaderElection({ bus, clock, log, routerId: host.id });
  const onRestart = countRestarts(host.metrics);
  const supervisor = new Supervisor(clock, {
    onRestart: ({ name, error }) => {
      log.error({ actor: name, err: error }, 'an actor of the router failed and is started again');
      onRestart({ name });
    },
  });
  const stop = async () => {
    await supervisor.stop();
    await election.stop();
    plans.stop();
    directory.stop();
  };
  election.onChange((isLeader) => metrics.isLeader.set(isLeader ? 1 : 0));
  try {
    await Promise.all([directory.start(), plans.start()]);
    await election.start();
    // A dense model has no experts to place.
    if (model.layers.length > 0) {
      const observer = placementMetrics(host.metrics);
      const settings = { minShards: config.minShards, redundantSlots: config.redundantSlots };
      const probe = ({ address }: { address: string }) => probeHealth(address, probeTimeoutMs);
      await supervisor.spawn(
        'placement-leader',
        () => new PlacementLeader({ bus, clock, log, directory, election, plans, model, probe, settings, observer }),
        { strategy: 'restart' },
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { directory, election, plans, stop };
}
