import { listenForStop } from '../../lib/process/signals.ts';
import { freePort } from '../free-port.ts';
import { commandOptions } from '../options.ts';
import { checkModel, checkPort } from '../preflight.ts';
import { readyMessage } from '../ready-message.ts';
import { upConfig } from './config.ts';
import { EmbeddedCluster } from './embedded.ts';

export async function upCommand(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const options = commandOptions({ program: 'fulgur up', schema: upConfig, argv, env: process.env });
  if (options === undefined) return 0;
  const config = {
    ...options,
    httpPort: options.httpPort === 0 ? await freePort() : options.httpPort,
    grpcPort: options.grpcPort === 0 ? await freePort() : options.grpcPort,
  };
  await checkModel(config.model);
  for (const option of ['httpPort', 'grpcPort'] as const) {
    await checkPort({ host: config.host, port: config[option], option });
  }
  const stop = listenForStop();
  const cluster = new EmbeddedCluster(config);
  console.log(`fulgur: starting five services for ${config.model}`);
  await Promise.race([cluster.start((line) => console.log(line)), stop.received]);
  if (!stop.isReceived) {
    console.log(`started in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
    console.log(readyMessage(config));
    await stop.received;
  }
  console.log('finishing running requests (Ctrl-C again ends at once)');
  await cluster.stop();
  return 0;
}
