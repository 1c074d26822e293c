import { runService } from '../../lib/process/run.ts';
import { frontConfig } from './config.ts';
import { startFront } from './front.ts';

await runService({ name: 'router', config: frontConfig, start: startFront, tightHeap: true });
