import { runService } from '../../lib/process/run.ts';
import { kvStoreConfig } from './config.ts';
import { startKvStore } from './kv-store.ts';

await runService({ name: 'kv-store', config: kvStoreConfig, start: startKvStore });
