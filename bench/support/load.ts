// Requests of a benchmark: prompts that share nothing, answers of a fixed length, and when their tokens came.
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { randomInts } from './random.ts';
import type { Target } from './target.ts';

export interface Prompts {
  readonly vocabularySize: number;
  /** Ids that would end an answer early; they are never chosen, in prompts neither. */
  readonly eogIds: ReadonlySet<number>;
  readonly bosId: number | undefined;
}

export interface Answer {
  readonly firstTokenMs: number;
  readonly totalMs: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cachedTokens: number;
}

/** Requests that are sent at once. */
export interface Work {
  readonly what: 'prompt' | 'decode';
  readonly sequences: number;
  readonly promptTokens: number;
  readonly maxTokens: number;
}

const deadlineMs = 300_000;

/** The tokens that a work is about: those of its prompts, or those of its answers. */
export function tokensOf({ what, sequences, promptTokens, maxTokens }: Work): number {
  return sequences * (what === 'prompt' ? promptTokens : maxTokens);
}

/** Those of the works that are for `sequences`; all where that is undefined. @throws FulgurError when there are none. */
export function worksFor(works: readonly Work[], sequences: number | undefined): readonly Work[] {
  const found = works.filter((work) => sequences === undefined || work.sequences === sequences);
  if (found.length > 0) return found;
  const there = [...new Set(works.map((work) => work.sequences))].join(', ');
  throw invalid('sequences', `nothing is measured with ${sequences} sequences, but with ${there}`);
}

/** `count` prompts of `length` random tokens; the same seed gives the same prompts. */
export function randomPrompts(source: Prompts, count: number, length: number, seed: number): number[][] {
  const ids = randomInts(seed, source.vocabularySize);
  const first = 300;
  const next = (): number => {
    for (;;) {
      const id = ids();
      // Below `first` lie control and byte tokens, whose text would be no text.
      if (id >= first && !source.eogIds.has(id)) return id;
    }
  };
  return Array.from({ length: count }, () => {
    const body = Array.from({ length: source.bosId === undefined ? length : length - 1 }, next);
    return source.bosId === undefined ? body : [source.bosId, ...body];
  });
}

/**
 * Sends one prompt and reads the answer to its end. Greedy, and never shorter than `maxTokens`. `onTokens` is told of
 * tokens as they come.
 */
export async function answer(
  target: Target,
  source: Prompts,
  promptIds: readonly number[],
  maxTokens: number,
  onTokens: (count: number) => void = () => {},
): Promise<Answer> {
  const startedMs = performance.now();
  let firstTokenMs: number | undefined;
  let usage = { promptTokens: 0, completionTokens: 0, cachedTokens: 0 };
  const logitBias = Object.fromEntries([...source.eogIds].map((id) => [id, -100]));
  const stream = target.channel.serverStream(
    InferenceMethods.generate,
    { tokenIds: { ids: [...promptIds] }, sampling: { temperature: 0, logitBias }, maxTokens },
    { deadlineMs },
  );
  for await (const event of stream) {
    if (event.delta) {
      firstTokenMs ??= performance.now() - startedMs;
      onTokens(event.delta.tokenIds?.length ?? 0);
    }
    if (event.usage) {
      const { promptTokens, completionTokens, cachedTokens } = event.usage;
      usage = {
        promptTokens: promptTokens ?? 0,
        completionTokens: completionTokens ?? 0,
        cachedTokens: cachedTokens ?? 0,
      };
    }
  }
  if (usage.completionTokens !== maxTokens) {
    throw new FulgurError(
      Code.INTERNAL,
      `${target.name}: an answer had ${usage.completionTokens} tokens, not ${maxTokens}`,
    );
  }
  const totalMs = performance.now() - startedMs;
  return { firstTokenMs: firstTokenMs ?? totalMs, totalMs, ...usage };
}

/** Sends all prompts at once; milliseconds until the last answer has ended. */
export async function answerAll(
  target: Target,
  source: Prompts,
  prompts: readonly number[][],
  maxTokens: number,
): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(prompts.map((prompt) => answer(target, source, prompt, maxTokens)));
  return performance.now() - startedMs;
}

/** What was seen while all of some sequences decoded. */
export interface Together<Seen> {
  readonly milliseconds: number;
  readonly before: Seen;
  readonly after: Seen;
  readonly answers: readonly Answer[];
}

/**
 * Sends all prompts at once and looks twice: when the last of the answers has begun, and when the first is about to end.
 * So no prompt is computed in between, and no step has fewer rows than there are prompts.
 */
export async function whileAllDecode<Seen>(
  target: Target,
  source: Prompts,
  prompts: readonly number[][],
  maxTokens: number,
  look: () => Promise<Seen>,
): Promise<Together<Seen>> {
  const seen: Promise<{ readonly atMs: number; readonly what: Seen }>[] = [];
  const lookNow = async () => {
    const what = await look();
    return { atMs: performance.now(), what };
  };
  let waiting = prompts.length;
  const answerOne = (prompt: readonly number[]) => {
    let tokens = 0;
    return answer(target, source, prompt, maxTokens, (count) => {
      if (tokens === 0 && count > 0) waiting -= 1;
      tokens += count;
      const isNext = seen.length === 0 ? waiting === 0 : seen.length === 1 && tokens >= maxTokens - 1;
      if (isNext) seen.push(lookNow());
    });
  };
  const answers = await Promise.all(prompts.map(answerOne));
  const [before, after] = await Promise.all(seen);
  if (before !== undefined && after !== undefined) {
    return { milliseconds: after.atMs - before.atMs, before: before.what, after: after.what, answers };
  }
  const message = `${target.name}: the first of ${prompts.length} answers of ${maxTokens} tokens ended before the last began`;
  throw new FulgurError(Code.INTERNAL, message);
}
