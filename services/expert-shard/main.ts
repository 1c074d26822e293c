import { runService } from '../../lib/process/run.ts';
import { expertShardConfig } from './config.ts';
import { startExpertShard } from './expert-shard.ts';

await runService({ name: 'expert-shard', config: expertShardConfig, start: startExpertShard });
