import { listenForStop } from '../../lib/process/signals.ts';
import { commandOptions } from '../options.ts';
import { readyMessage } from '../ready-message.ts';
import { LocalCluster } from './cluster.ts';
import { clusterConfig } from './config.ts';

export async function clusterCommand(argv: readonly string[]): Promise<number> {
  const config = commandOptions({ program: 'fulgur cluster', schema: clusterConfig, argv, env: process.env });
  if (config === undefined) return 0;
  const stop = listenForStop();
  const cluster = new LocalCluster(config, (line) => console.log(line));
  try {
    await Promise.race([cluster.start(), stop.received]);
    if (!stop.isReceived) {
      for (const { id, pid } of cluster.processes) console.log(`  ${id.padEnd(16)} pid ${pid}`);
      console.log(readyMessage(config));
    }
    await stop.received;
    console.log('finishing running requests (Ctrl-C again ends at once)');
  } finally {
    await cluster.stop();
  }
  return 0;
}
