// Requests that run beside what a test does to the cluster: each must succeed and say what the reference says.
import type { Channel } from '../../lib/wire/client.ts';
import { expectReference, type Generated, greedily } from './generate.ts';
import { type GoldenPrompt, goldenPrompts } from './served-prompts.ts';

export interface SteadyLoad {
  /** Ends when what runs has been answered; fails when any answer was not the reference's. Returns how many there were. */
  stop(): Promise<number>;
}

/** Prompts that are answered within a moment. */
const shortPrompts = goldenPrompts.filter(({ ids }) => ids.length < 64);

/** Keeps `width` greedy requests running until told to stop. */
export function steadyLoad(
  channel: Channel,
  width: number,
  prompts: readonly GoldenPrompt[] = goldenPrompts,
): SteadyLoad {
  let isStopping = false;
  let next = 0;
  const answers: [GoldenPrompt, Generated][] = [];
  const worker = async () => {
    do {
      const prompt = prompts[next++ % prompts.length] as GoldenPrompt;
      answers.push([prompt, await greedily(channel, prompt)]);
    } while (!isStopping);
  };
  const workers = Promise.all(Array.from({ length: width }, worker));
  // A failure must reach the test that awaits `stop`, not the process.
  workers.catch(() => {});
  return {
    async stop() {
      isStopping = true;
      await workers;
      for (const [prompt, answer] of answers) expectReference(prompt, answer);
      return answers.length;
    },
  };
}

/** Runs `action` while two short requests run; they end as if nothing had happened. */
export async function undisturbed<T>(channel: Channel, action: () => Promise<T>): Promise<T> {
  const beside = steadyLoad(channel, 2, shortPrompts);
  try {
    return await action();
  } finally {
    await beside.stop();
  }
}
