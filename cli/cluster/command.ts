import { loadConfig } from '../../lib/process/config.ts';
import { readyMessage } from '../ready-message.ts';
import { untilSignal } from '../signals.ts';
import { LocalCluster } from './cluster.ts';
import { clusterConfig } from './config.ts';

export async function clusterCommand(argv: readonly string[]): Promise<number> {
  const config = loadConfig(clusterConfig, { argv, env: process.env });
  const cluster = new LocalCluster(config, (line) => console.log(line));
  const stopped = untilSignal();
  try {
    await Promise.race([cluster.start(), stopped]);
    if (!stopped.received) {
      for (const { id, pid } of cluster.processes) console.log(`  ${id.padEnd(16)} pid ${pid}`);
      console.log(readyMessage(config));
    }
    await stopped;
    console.log('stopping');
  } finally {
    await cluster.stop();
  }
  return 0;
}
