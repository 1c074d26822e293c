// How many requests per second, and how soon do their tokens come, when clients replay a trace of real requests?

import { type LoadSummary, type Outcome, summarise } from './support/latencies.ts';
import { openLlama } from './support/libllama.ts';
import { LlamaSlots, seen } from './support/llama-slots.ts';
import type { BenchContext, Measurement, Question } from './support/question.ts';
import { openStream } from './support/sse-client.ts';
import { startEmbedded } from './support/target.ts';
import { generatedTrace, readTrace, requestsOf, type TraceRequest } from './support/trace.ts';

/**
 * Requests of each load: those that follow in the trace, the same for every contender. With a time instead of a number the
 * longest waits would say which of them happened to be given the longest prompts.
 */
const loadSizes = [
  { clients: 1, requests: 32 },
  { clients: 4, requests: 48 },
  { clients: 16, requests: 80 },
  { clients: 64, requests: 128 },
] as const;
/** As long as lets a small machine answer some requests within seconds. */
const means = { meanPromptTokens: 256, meanAnswerTokens: 32 };
/** What counts as served well: most first texts and most of what follows come within these. */
const target = { firstTextMs: 2_000, gapMs: 200 };

type Serve = (request: TraceRequest) => Promise<Outcome>;

interface Contender {
  readonly name: string;
  readonly serve: Serve;
  close(): Promise<void>;
}

export const load: Question = {
  name: 'load',
  asks: 'requests per second and latencies under the load of a trace, at 1 to 64 clients',
  byName: true,
  async measure(context): Promise<Measurement> {
    const entries = context.trace === undefined ? generatedTrace() : readTrace(context.trace);
    const { contextTokens, prompts } = context;
    const { requests, promptScale, answerScale } = requestsOf(entries, prompts, { contextTokens, ...means });
    const rows: (string | number)[][] = [];
    const bests: string[] = [];
    for (const open of [openFulgur, openLibllama]) {
      const contender = await open(context, requests);
      try {
        const summaries = await loads(context, contender, requests);
        rows.push(...summaries.map(([clients, summary]) => row(contender.name, clients, summary)));
        bests.push(best(contender.name, summaries));
      } finally {
        await contender.close();
      }
    }
    return {
      head: [
        'server',
        'clients',
        'requests/s',
        'first text p50, ms',
        'p99, ms',
        'next text p50, ms',
        'p99, ms',
        'rejected',
      ],
      rows,
      notes: [
        ...bests,
        `trace: ${context.trace ?? 'generated'}, prompts times ${promptScale.toPrecision(3)}, answers times ${answerScale.toPrecision(3)}; prompts that share blocks in the trace share tokens; a client sends its next request when the last is answered; both answer the same requests, ${loadSizes.map((size) => size.requests).join(', ')} of them`,
        'fulgur: fulgur up over OpenAI HTTP with streams, prefix cache and guard; libllama: in this process, a slot per client, prompts and answers in batches of 512, no HTTP and no prefix cache',
      ],
    };
  },
};

function row(name: string, clients: number, summary: LoadSummary): (string | number)[] {
  const { requestsPerSecond, firstTextMs, gapMs, rejected } = summary;
  return [name, clients, requestsPerSecond, ...firstTextMs, ...gapMs, rejected];
}

function best(name: string, summaries: readonly (readonly [number, LoadSummary])[]): string {
  const within = ({ firstTextMs, gapMs }: LoadSummary) =>
    firstTextMs[1] <= target.firstTextMs && gapMs[1] <= target.gapMs;
  const rates = summaries.filter(([, summary]) => within(summary)).map(([, summary]) => summary.requestsPerSecond);
  const rate = rates.length === 0 ? 'no load' : `${Math.max(...rates).toPrecision(3)} requests/s`;
  return `${name} within p99 of ${target.firstTextMs} ms to the first text and ${target.gapMs} ms to the next: ${rate}`;
}

async function loads(
  context: BenchContext,
  contender: Contender,
  requests: readonly TraceRequest[],
): Promise<[number, LoadSummary][]> {
  const summaries: [number, LoadSummary][] = [];
  let next = 0;
  for (const { clients, requests: count } of loadSizes) {
    const end = next + count;
    const outcomes: Outcome[] = [];
    const startedMs = performance.now();
    const client = async () => {
      while (next < end) outcomes.push(await contender.serve(requests[next++ % requests.length] as TraceRequest));
    };
    await Promise.all(Array.from({ length: clients }, client));
    const summary = summarise(outcomes, (performance.now() - startedMs) / 1_000);
    context.progress(`${contender.name}, ${clients} clients: ${summary.requestsPerSecond.toFixed(1)} requests/s`);
    summaries.push([clients, summary]);
  }
  return summaries;
}

async function openFulgur(context: BenchContext): Promise<Contender> {
  const server = await startEmbedded(context.model, ['--threads', String(context.threads)]);
  const port = Number(new URL(server.httpUrl).port);
  const bias = Object.fromEntries([...context.prompts.eogIds].map((id) => [id, -100]));
  const serve: Serve = async ({ promptIds, maxTokens }) => {
    const body = { prompt: promptIds, max_tokens: maxTokens, temperature: 0, stream: true, logit_bias: bias };
    const startedMs = performance.now();
    const stream = openStream(port, '/v1/completions', body);
    const status = await stream.ended;
    // The last event closes the choice and carries no text.
    return status === 200 ? seen(startedMs, stream.times.slice(0, -1)) : undefined;
  };
  return { name: 'fulgur', serve, close: () => server.stop() };
}

async function openLibllama(context: BenchContext, requests: readonly TraceRequest[]): Promise<Contender> {
  const slots = Math.max(...loadSizes.map(({ clients }) => clients));
  const longest = Math.max(...requests.map(({ promptIds, maxTokens }) => promptIds.length + maxTokens));
  // libllama wants the length of a sequence in steps of 256.
  const runner = await openLlama(context, slots, Math.ceil((longest + 1) / 256) * 256);
  const server = new LlamaSlots(runner, slots, context.prompts.eogIds);
  return { name: 'libllama', serve: (request) => server.answer(request), close: () => runner.close() };
}
