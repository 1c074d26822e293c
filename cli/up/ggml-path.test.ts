// The folder of ggml's libraries, as an operator names it. No test here may load ggml: it is loaded once per process.
import { afterEach, describe, expect, it } from 'vitest';
import { startAttention } from '../../services/attention/attention.ts';
import { attentionConfig } from '../../services/attention/config.ts';
import { expertShardConfig } from '../../services/expert-shard/config.ts';
import { startExpertShard } from '../../services/expert-shard/expert-shard.ts';
import { routerConfig } from '../../services/router/config.ts';
import { startRouter } from '../../services/router/router.ts';
import { testHost } from '../../test/support/service-host.ts';
import { clusterConfig } from '../cluster/config.ts';
import { serviceSpecs } from '../cluster/process-specs.ts';
import { makeModel } from '../make-model.ts';
import { upConfig } from './config.ts';
import { EmbeddedCluster } from './embedded.ts';

const ggmlPath = '/nowhere/ggml';
const model = 'models/fulgur-tiny.gguf';
const refusal =
  /^no libggml-base in \/nowhere\/ggml: --ggml-path \(FULGUR_GGML_PATH\) must name a folder that holds [^\n]*$/;

describe('a folder without ggml', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it.each([
    [
      'expert-shard',
      () => startExpertShard(expertShardConfig.parse({ model, ggmlPath }), testHost('expert-shard', 's')),
    ],
    ['attention', () => startAttention(attentionConfig.parse({ model, ggmlPath }), testHost('attention', 'a'))],
    ['router', () => startRouter(routerConfig.parse({ model, ggmlPath }), testHost('router', 'r'))],
  ])('is refused by %s in one line that names the option', async (_, start) => {
    await expect(start()).rejects.toThrow(refusal);
  });

  it('is refused by `fulgur up`', async () => {
    const cluster = new EmbeddedCluster(upConfig.parse({ ggmlPath, logLevel: 'silent' }));
    stops.push(() => cluster.stop());
    await expect(cluster.start(() => {})).rejects.toThrow(refusal);
  });

  it('is refused by `fulgur make-model`', async () => {
    await expect(makeModel(['never.gguf', '--ggml-path', ggmlPath])).rejects.toThrow(refusal);
  });
});

it('`fulgur cluster` hands the folder to every service that computes or tokenises', () => {
  const config = clusterConfig.parse({ ggmlPath });
  const specs = serviceSpecs(config, { stateDir: '/s', natsUrl: 'nats://127.0.0.1:4222', distDir: '/d' });
  const given = specs.filter(({ env }) => env['FULGUR_GGML_PATH'] === ggmlPath).map(({ service }) => service);
  expect(new Set(given)).toEqual(new Set(['expert-shard', 'attention', 'router']));
});
