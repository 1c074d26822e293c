// Measures one request: tokens, time to the first text, time per token, outcome.
import type { Clock } from '../../lib/actor/clock.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { RouterMetrics } from './metrics.ts';

const codeNames = new Map<number, string>(Object.entries(Code).map(([name, code]) => [code, name.toLowerCase()]));

/** Counts a request that was turned away before it became one: its body or a parameter was not acceptable. */
export function countRefusal(metrics: RouterMetrics, api: string, code: Code): void {
  metrics.requests.inc({ api, status: codeNames.get(code) ?? 'unknown' });
}

export class ChoiceMeter {
  readonly #request: RequestMeter;
  #tokenMs: number | undefined;
  #firstMs: number | undefined;
  #lastMs = 0;

  constructor(request: RequestMeter) {
    this.#request = request;
  }

  /** The replica has sent its first token. */
  token(): void {
    this.#tokenMs ??= this.#request.now();
  }

  /** Text has been sent. */
  text(): void {
    this.#lastMs = this.#request.now();
    if (this.#firstMs !== undefined) return;
    this.#firstMs = this.#lastMs;
    this.#request.answered(this.#firstMs);
    if (this.#tokenMs !== undefined) this.#request.waited(this.#firstMs - this.#tokenMs);
  }

  finished(generatedTokens: number): void {
    if (this.#firstMs === undefined || generatedTokens < 2) return;
    this.#request.perToken((this.#lastMs - this.#firstMs) / 1000 / (generatedTokens - 1));
  }
}

export class RequestMeter {
  readonly #metrics: RouterMetrics;
  readonly #clock: Clock;
  readonly #api: string;
  readonly #startMs: number;
  #answered = false;

  constructor(metrics: RouterMetrics, clock: Clock, api: string) {
    this.#metrics = metrics;
    this.#clock = clock;
    this.#api = api;
    this.#startMs = clock.now();
    metrics.inflight.inc();
  }

  prompt(tokens: number): void {
    this.#metrics.promptTokens.inc(tokens);
  }

  choice(): ChoiceMeter {
    return new ChoiceMeter(this);
  }

  now(): number {
    return this.#clock.now();
  }

  /** Seconds per token of a choice. */
  perToken(seconds: number): void {
    this.#metrics.timePerOutputToken.observe(seconds);
  }

  /** A choice has its first text. */
  answered(atMs: number): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#metrics.timeToFirstToken.observe((atMs - this.#startMs) / 1000);
  }

  /** From a choice's first token to its first text. */
  waited(milliseconds: number): void {
    this.#metrics.guardWait.observe({ phase: 'first_text' }, milliseconds / 1000);
  }

  cached(tokens: number): void {
    this.#metrics.cachedTokens.inc(tokens);
  }

  end(outcome: 'ok' | 'content_filter' | 'cancelled' | FulgurError, generatedTokens: number): void {
    const metrics = this.#metrics;
    const api = this.#api;
    metrics.generatedTokens.inc(generatedTokens);
    metrics.inflight.dec();
    metrics.duration.observe({ api }, (this.#clock.now() - this.#startMs) / 1000);
    if (!(outcome instanceof FulgurError)) {
      metrics.requests.inc({ api, status: outcome });
      return;
    }
    const blocked = outcome.reason === 'content_filter';
    metrics.requests.inc({ api, status: blocked ? 'content_filter' : (codeNames.get(outcome.code) ?? 'unknown') });
    if (outcome.code === Code.RESOURCE_EXHAUSTED && outcome.reason === 'rate_limit_exceeded') {
      metrics.rejected.inc({ reason: 'queue_full' });
    }
    if (outcome.reason === 'draining') metrics.rejected.inc({ reason: 'draining' });
  }
}
