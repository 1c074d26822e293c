// The guard as a service: its policy, its gRPC server, its place in the cluster.
import { announce } from '../../lib/cluster/members.ts';
import type { StartService } from '../../lib/process/host.ts';
import { loadClassifier } from '../../lib/raise/classifier/classifier.ts';
import { ModerationModel } from '../../lib/raise/classifier/moderation-model.ts';
import { policyText } from '../../lib/raise/policy/policy.ts';
import { serve } from '../../lib/wire/server.ts';
import type { GuardConfig } from './config.ts';
import { guardMetrics } from './metrics.ts';
import { PolicyKeeper } from './policy-keeper.ts';
import { guardServices } from './service.ts';
import { trainingDataService } from './training-data-service.ts';
import { VerdictJournal } from './verdict-journal.ts';
import { VerdictLog } from './verdict-log.ts';

const JOURNAL_CLOSE_MS = 1000;

export const startGuard: StartService<GuardConfig> = async (config, host) => {
  const { bus, clock, health, log, tracer } = host;
  const metrics = guardMetrics(host.metrics);
  const classifier = config.classifier ? await loadClassifier(config.classifierWeights) : undefined;
  const moderation = config.classifier ? await ModerationModel.load(config.moderationWeights) : undefined;
  const yaml = await policyText(config.policyFile);
  const own =
    config.policyFile === undefined || config.policyFile === ''
      ? ({ yaml, name: 'default policy', source: 'default' } as const)
      : ({ yaml, name: config.policyFile, source: 'file' } as const);
  const keeper = new PolicyKeeper({ bus, clock, log, metrics, classifier, own });
  await keeper.start();
  const journal = new VerdictJournal({ bus, clock, log, metrics });
  const verdicts = new VerdictLog({ guardId: host.id, journal, clock, log, metrics });
  const { services, doors } = guardServices({
    ...config,
    keeper,
    moderation,
    journal,
    verdicts,
    metrics,
    clock,
    log,
    tracer,
  });
  const server = await serve({
    host: config.host,
    port: config.grpcPort,
    services: [...services, trainingDataService(config)],
    doors,
    health,
    log,
    tracer,
    metrics: host.metrics,
    inProcess: host.inProcess,
    advertiseHost: host.advertiseHost,
  });
  health.set('policy', undefined);
  const announcer = await announce(host, { address: server.address });
  return {
    address: server.address,
    async drain(timeoutMs) {
      announcer.update({ draining: true });
      await server.drain(timeoutMs);
      keeper.stop();
      await journal.close(JOURNAL_CLOSE_MS);
      await announcer.stop();
    },
  };
};
