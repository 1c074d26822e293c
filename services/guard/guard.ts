// The guard as a service: its policy, its gRPC server, its place in the cluster.
import { announce } from '../../lib/cluster/members.ts';
import type { StartService } from '../../lib/process/host.ts';
import { loadPolicy } from '../../lib/raise/policy/policy.ts';
import { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import { serve } from '../../lib/wire/server.ts';
import type { GuardConfig } from './config.ts';
import { guardMetrics } from './metrics.ts';
import { guardService } from './service.ts';
import { VerdictLog } from './verdict-log.ts';

export const startGuard: StartService<GuardConfig> = async (config, host) => {
  const { bus, clock, health, log, tracer } = host;
  const policy = new CompiledPolicy(await loadPolicy(config.policyFile));
  const metrics = guardMetrics(host.metrics);
  const verdicts = new VerdictLog({ guardId: host.id, bus, clock, log, metrics });
  const server = await serve({
    host: config.host,
    port: config.grpcPort,
    services: [guardService({ ...config, policy, verdicts, metrics, clock })],
    health,
    log,
    tracer,
    metrics: host.metrics,
  });
  health.set('policy', undefined);
  log.info({ policy: policy.policy.version, rules: policy.policy.rules.length }, 'policy loaded');
  const announcer = await announce(host, { address: server.address });
  return {
    address: server.address,
    async drain(timeoutMs) {
      announcer.update({ draining: true });
      await server.drain(timeoutMs);
      await announcer.stop();
    },
  };
};
