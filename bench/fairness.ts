// Two API keys, one of them greedy: what does the other still get?
import { Code, FulgurError } from '../lib/wire/errors.ts';
import { quantile } from './support/latencies.ts';
import { randomPrompts } from './support/load.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { openStream } from './support/sse-client.ts';
import { startEmbedded } from './support/target.ts';

const keys = { light: 'light-key', greedy: 'greedy-key' } as const;
/** More than the 32 sequences that a replica runs at a time: some of the greedy key's requests always wait. */
const greedyClients = 64;
const promptTokens = 256;
const maxTokens = 32;
const measureMs = 15_000;

type Key = (typeof keys)[keyof typeof keys];

interface Served {
  /** When the first text came, in milliseconds since the request was sent. */
  readonly firstTextMs: number;
  /** When the answer was complete, in milliseconds of `performance.now`. */
  readonly endedMs: number;
}

export const fairness: Question = {
  name: 'fairness',
  asks: 'what a light API key gets beside a greedy one',
  byName: true,
  async measure(context): Promise<Measurement> {
    const flags = ['--threads', String(context.threads), '--api-keys', Object.values(keys).join(',')];
    const server = await startEmbedded(context.model, flags);
    const port = Number(new URL(server.httpUrl).port);
    const rows: (string | number)[][] = [];
    try {
      const scenarios: [string, Key | undefined][] = [
        ['light alone', undefined],
        ['both, a key each', keys.greedy],
        ['both, one key', keys.light],
      ];
      for (const [index, [name, greedyKey]] of scenarios.entries()) {
        // Prompts that no scenario before had, so that none is in a cache.
        rows.push(...(await scenario(context, port, name, greedyKey, index * 1_000)));
      }
    } finally {
      await server.stop();
    }
    return {
      head: ['scenario', 'client', 'clients', 'tokens/s', 'first text p50, ms', 'p99, ms', 'requests'],
      rows,
      notes: [
        `prompts of ${promptTokens} random tokens, answers of ${maxTokens}; a client sends its next request when the last is answered, ${measureMs / 1_000} s each`,
        'fulgur up over OpenAI HTTP with streams, guard and prefix cache; tokens are those of answers',
        'with one key for both there is nothing to be fair between: requests are served in the order in which they came',
      ],
    };
  },
};

async function scenario(
  context: BenchContext,
  port: number,
  name: string,
  greedyKey: Key | undefined,
  seed: number,
): Promise<(string | number)[][]> {
  const startedMs = performance.now();
  const clients = (key: Key, count: number, from: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => client(context, port, key, startedMs, from + i)));
  const [light, greedy] = await Promise.all([
    clients(keys.light, 1, seed),
    greedyKey === undefined ? [] : clients(greedyKey, greedyClients, seed + 1),
  ]);
  const row = (who: string, each: readonly Served[][]) => {
    const served = each.flat();
    // What was asked for before the end and answered after it is left out of both.
    const inTime = served.filter(({ endedMs }) => endedMs - startedMs <= measureMs).length;
    const firsts = served.map(({ firstTextMs }) => firstTextMs);
    const perSecond = (inTime * maxTokens) / (measureMs / 1_000);
    context.progress(`${name}, ${who}: ${perSecond.toFixed(0)} tokens/s`);
    return [name, who, each.length, perSecond, quantile(firsts, 0.5), quantile(firsts, 0.99), served.length];
  };
  return greedy.length === 0 ? [row('light', light)] : [row('light', light), row('greedy', greedy)];
}

/** Sends one request after the other until the time is over. */
async function client(
  context: BenchContext,
  port: number,
  key: Key,
  startedMs: number,
  seed: number,
): Promise<Served[]> {
  const bias = Object.fromEntries([...context.prompts.eogIds].map((id) => [id, -100]));
  const prompts = randomPrompts(context.prompts, 256, promptTokens, seed);
  const served: Served[] = [];
  for (let next = 0; performance.now() - startedMs < measureMs; next += 1) {
    const prompt = prompts[next % prompts.length] as number[];
    const body = { prompt, max_tokens: maxTokens, temperature: 0, stream: true, logit_bias: bias };
    const sentMs = performance.now();
    const stream = openStream(port, '/v1/completions', body, { authorization: `Bearer ${key}` });
    const status = await stream.ended;
    const [firstMs] = stream.times;
    if (firstMs === undefined || status !== 200) {
      throw new FulgurError(Code.UNAVAILABLE, `a request of ${key} ended with the HTTP status ${status}`);
    }
    served.push({ firstTextMs: firstMs - sentMs, endedMs: performance.now() });
  }
  return served;
}
