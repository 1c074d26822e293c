import { runService } from '../../lib/process/run.ts';
import { routerConfig } from './config.ts';
import { startRouter } from './router.ts';

await runService({ name: 'router', config: routerConfig, start: startRouter, tightHeap: true });
