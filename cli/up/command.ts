import { existsSync } from 'node:fs';
import { loadConfig } from '../../lib/process/config.ts';
import { listenForStop } from '../../lib/process/signals.ts';
import { invalid } from '../../lib/wire/errors.ts';
import { freePort } from '../free-port.ts';
import { readyMessage } from '../ready-message.ts';
import { upConfig } from './config.ts';
import { EmbeddedCluster } from './embedded.ts';

export async function upCommand(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const options = loadConfig(upConfig, { argv, env: process.env });
  const config = {
    ...options,
    httpPort: options.httpPort === 0 ? await freePort() : options.httpPort,
    grpcPort: options.grpcPort === 0 ? await freePort() : options.grpcPort,
  };
  if (!existsSync(config.model)) {
    throw invalid(
      'model',
      `no model at ${config.model}: name a GGUF file with --model (FULGUR_MODEL)`,
      'model_missing',
    );
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
