import { runService } from '../../lib/process/run.ts';
import { startAttention } from './attention.ts';
import { attentionConfig } from './config.ts';

await runService({ name: 'attention', config: attentionConfig, start: startAttention });
