// The process of a safety model, started by safety-model-process.ts: finds nothing in anything, as Qwen3Guard-Gen says it.
import { SafetyServer, says } from '../../lib/raise/tier2/testing-server.ts';
import type { SafetyMood } from './safety-model-process.ts';

const SLOW_ANSWER_MS = 600;
const SAFE = says('Safety: Safe\nCategories: None');

let mood: SafetyMood = 'well';
let last: Promise<unknown> = Promise.resolve();

const server = await SafetyServer.start(async ({ body }) => {
  const turns = body['messages'] as readonly { role: string }[];
  process.send?.({ asked: turns.at(-1)?.role === 'assistant' ? 'answer' : 'prompt' });
  if (mood === 'trickling') return 'trickle';
  if (mood === 'well') return SAFE;
  last = last.then(() => new Promise((resolve) => setTimeout(resolve, SLOW_ANSWER_MS)));
  await last;
  return SAFE;
}, Number(process.argv[2]));

process.on('message', (message: { mood: SafetyMood }) => {
  mood = message.mood;
  process.send?.({ mood });
});
process.on('disconnect', () => process.exit());
process.send?.({ url: server.url });
