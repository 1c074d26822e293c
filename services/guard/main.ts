import { runService } from '../../lib/process/run.ts';
import { guardConfig } from './config.ts';
import { startGuard } from './guard.ts';

await runService({ name: 'guard', config: guardConfig, start: startGuard });
