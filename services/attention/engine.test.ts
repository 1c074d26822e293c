// The engine with a model whose every step the test ends by hand.
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../lib/actor/manual-clock.ts';
import { type Ref, Supervisor } from '../../lib/actor/supervisor.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import type { StepBatch } from '../../lib/model/step.ts';
import { noTracer } from '../../lib/telemetry/no-tracer.ts';
import { Code } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { BlockEventPublisher } from './block-events.ts';
import { Engine, type EngineMessage, type EngineOptions } from './engine.ts';
import type { StepContext } from './layer-call.ts';
import { attentionMetrics } from './metrics.ts';
import { MicroBatching } from './micro-batching.ts';
import type { Client } from './outbox.ts';
import { PrefixCache } from './prefix-cache.ts';
import { RestoreCosts } from './restore-costs.ts';
import { StepPacing } from './step-pacing.ts';
import { plainSampling, testRequest } from './testing/material.ts';
import { type StepRunner, TokenChooser } from './token-choice.ts';

const vocabularySize = 50;

interface PendingStep {
  readonly batch: StepBatch;
  readonly context: StepContext;
  end(logits?: Float32Array): void;
  fail(error: Error): void;
}

class RecordingClient implements Client {
  readonly near: boolean;
  readonly tokens: fulgur.v1.ITokenEvent[] = [];
  readonly finished: fulgur.v1.IFinishedEvent[] = [];
  readonly failed: fulgur.v1.IFailedEvent[] = [];
  messages = 0;

  constructor({ near = false } = {}) {
    this.near = near;
  }

  deliver(events: fulgur.v1.IAttentionEvents): void {
    this.messages += 1;
    this.tokens.push(...(events.tokens ?? []));
    this.finished.push(...(events.finished ?? []));
    this.failed.push(...(events.failed ?? []));
  }
}

describe('engine', () => {
  let clock: ManualClock;
  let supervisor: Supervisor;
  let engine: Ref<EngineMessage>;
  let create: (options?: Partial<EngineOptions>) => Engine;
  let steps: PendingStep[];
  let caches: PrefixCache[];
  let registry: Registry;
  let client: RecordingClient;

  /** Promise chains run to their end. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const endStep = async () => {
    steps.shift()!.end();
    await settle();
  };
  const submit = (id: string, options: Parameters<typeof testRequest>[1] = {}, to: Client = client) =>
    engine.tell({
      kind: 'submit',
      request: testRequest(id, { sampling: { ...plainSampling, temperature: 0 }, ...options }),
      client: to,
    });

  beforeEach(async () => {
    clock = new ManualClock();
    supervisor = new Supervisor(clock);
    registry = new Registry();
    steps = [];
    caches = [];
    client = new RecordingClient();
    const metrics = attentionMetrics(registry);
    const blockEvents = new BlockEventPublisher({ bus: new InProcessBus(), clock, producerId: 'attention-0' });
    const costs = new RestoreCosts();
    let context: StepContext;
    const runner: StepRunner = {
      canChoose: false,
      choose: () => Promise.reject(new Error('no native sampler here')),
      step: (batch) =>
        new Promise((resolve, reject) => {
          const { signal } = context;
          signal.addEventListener('abort', () => reject(signal.reason as Error));
          steps.push({ batch, context, end: (logits = logitsOf(batch)) => resolve(logits), fail: reject });
        }),
    };
    create = (options) => {
      const cache = new PrefixCache({
        fullBlocks: 16,
        windowBlocks: 0,
        windowTokens: 0,
        cells: { readCells: () => {}, writeCells: () => {} },
        events: blockEvents,
        store: undefined,
        fetchDeadlineMs: 10,
        payloadBytes: { full: 1, window: 1 },
        costs,
        clock,
      });
      caches.push(cache);
      return new Engine({
        chooser: new TokenChooser(runner, vocabularySize),
        exchange: {
          forStep: (step) => {
            context = step;
            return { run: () => Promise.reject(new Error('no experts here')) };
          },
        },
        observe: () => {},
        cache,
        blockEvents,
        fingerprint: 'm',
        contextLength: 256,
        maxBatchTokens: 64,
        prefillChunk: 64,
        maxSequences: 4,
        maxWaiting: 4,
        costs,
        pace: new StepPacing({ targetMs: 0 }),
        microBatching: new MicroBatching(1),
        clock,
        log: pino({ level: 'silent' }),
        tracer: noTracer,
        metrics,
        onLoad: () => {},
        ...options,
      });
    };
    engine = await supervisor.spawn('engine', () => create(), { strategy: 'restart' });
  });
  afterEach(() => supervisor.stop());

  /** After token t comes t + 1. */
  function logitsOf(batch: StepBatch): Float32Array {
    const logits = new Float32Array(batch.outputRows.length * vocabularySize);
    for (const [i, row] of batch.outputRows.entries())
      logits[i * vocabularySize + ((batch.tokens[row]! + 1) % vocabularySize)] = 5;
    return logits;
  }

  it('computes the prompt, then one token per step, and tells each as it comes', async () => {
    submit('r', { promptIds: [3, 4, 5], maxTokens: 3 });
    expect(steps[0]!.batch).toMatchObject({ tokens: Int32Array.of(3, 4, 5), outputRows: Int32Array.of(2) });
    await endStep();
    expect(client.tokens.map(({ index, token }) => [index, token?.tokenId])).toEqual([[0, 6]]);
    expect(steps[0]!.batch).toMatchObject({ tokens: Int32Array.of(6), outputRows: Int32Array.of(0) });
    expect(steps[0]!.batch.sequences[0]).toMatchObject({ firstPosition: 3, rowCount: 1 });
    await endStep();
    await endStep();
    expect(client.tokens.map(({ token }) => token?.tokenId)).toEqual([6, 7, 8]);
    expect(client.finished).toEqual([{ requestId: 'r', reason: 2, cachedTokens: 0 }]);
    expect(client.messages).toBe(3);
    expect(steps).toEqual([]);
  });

  it.each([
    { sequences: 8, near: true, startsLater: true },
    { sequences: 7, near: true, startsLater: false },
    { sequences: 8, near: false, startsLater: false },
  ])('lets a router of its own process have many tokens before the next step: %j', async (given) => {
    const router = new RecordingClient({ near: given.near });
    engine = await supervisor.spawn('crowded', () => create({ maxSequences: 8, maxWaiting: 8 }), {
      strategy: 'restart',
    });
    for (let i = 0; i < given.sequences; i++) submit(`r${i}`, { promptIds: [i] }, router);
    await endStep();
    expect(steps[0]!.batch.sequences).toHaveLength(given.sequences);
    await endStep();
    // Told by now; what a router does in the turns that follow comes before the step.
    expect(router.tokens).toHaveLength(1 + given.sequences);
    expect(steps).toHaveLength(given.startsLater ? 0 : 1);
    await settle();
    await settle();
    expect(steps).toHaveLength(1);
  });

  it('takes what arrives during a step into the next one', async () => {
    submit('a', { promptIds: [1] });
    submit('b', { promptIds: [10, 11] });
    expect(steps).toHaveLength(1);
    expect(steps[0]!.batch.sequences).toHaveLength(1);
    await endStep();
    expect(steps[0]!.batch.tokens).toEqual(Int32Array.of(2, 10, 11));
  });

  it('drops the share of a request that leaves during a step, and keeps the others', async () => {
    submit('a', { promptIds: [1] });
    await endStep();
    submit('b', { promptIds: [10] });
    await endStep();
    engine.tell({ kind: 'cancel', requestId: 'a', client });
    const before = client.tokens.length;
    await endStep();
    expect(client.tokens.slice(before).map(({ requestId }) => requestId)).toEqual(['b']);
    expect(steps[0]!.batch.sequences).toHaveLength(1);
    expect(client.failed).toEqual([]);
  });

  it('abandons a step when its last request leaves, and goes on with what waits', async () => {
    submit('a', { promptIds: [1] });
    submit('b', { promptIds: [10] });
    engine.tell({ kind: 'disconnect', client });
    await settle();
    expect(steps.shift()!.context.signal.aborted).toBe(true);
    expect(caches[0]!.groups.full!.used).toBe(0);
    submit('c', { promptIds: [20] });
    expect(steps[0]!.batch.tokens).toEqual(Int32Array.of(20));
    expect(supervisor.restartsTotal).toBe(0);
  });

  it('does not let one router cancel the request of another', async () => {
    submit('a', { promptIds: [1], maxTokens: 1 });
    engine.tell({ kind: 'cancel', requestId: 'a', client: new RecordingClient() });
    await endStep();
    expect(client.finished).toHaveLength(1);
  });

  it('fails a request at its deadline, in the middle of a step', async () => {
    submit('a', { promptIds: [1], deadlineUnixMs: clock.unixMs() + 1000 });
    await clock.advance(1100);
    expect(client.failed[0]).toMatchObject({ code: Code.DEADLINE_EXCEEDED, retryable: false });
    expect(steps[0]!.context.signal.aborted).toBe(true);
  });

  it('fails every request as retryable when a step fails, and serves on after a restart with an empty pool', async () => {
    submit('a', { promptIds: Array.from({ length: 40 }, (_, i) => i), maxTokens: 5 });
    await endStep();
    submit('b', { promptIds: [10] });
    steps.shift()!.fail(new Error('the device is gone'));
    await settle();
    expect(client.failed.map(({ requestId, retryable, code }) => [requestId, retryable, code])).toEqual([
      ['a', true, Code.UNAVAILABLE],
      ['b', true, Code.UNAVAILABLE],
    ]);
    expect(submit('c')).toBe(false);
    await clock.advance(100);
    expect(supervisor.restartsTotal).toBe(1);
    expect([...caches[1]!.groups.full!.keys()]).toEqual([]);
    submit('c', { promptIds: [20], maxTokens: 1 });
    await endStep();
    expect(client.finished.map(({ requestId }) => requestId)).toEqual(['c']);
  });

  it('fails only the request whose logits are useless', async () => {
    submit('first', { promptIds: [1], maxTokens: 1 });
    submit('a', { promptIds: [1], maxTokens: 1, sampling: plainSampling });
    submit('b', { promptIds: [10], maxTokens: 1 });
    await endStep();
    const { batch, end } = steps.shift()!;
    end(logitsOf(batch).fill(Number.NaN, 0, vocabularySize));
    await settle();
    expect(client.failed).toMatchObject([{ requestId: 'a', code: Code.INTERNAL, retryable: false }]);
    expect(client.finished.map(({ requestId }) => requestId)).toEqual(['first', 'b']);
    expect(supervisor.restartsTotal).toBe(0);
  });

  it('refuses new requests while draining and finishes those that it has', async () => {
    submit('a', { promptIds: [1], maxTokens: 2 });
    engine.tell({ kind: 'drain' });
    submit('b', { promptIds: [10] });
    expect(client.failed[0]).toMatchObject({ requestId: 'b', code: Code.UNAVAILABLE, retryable: true });
    await endStep();
    await endStep();
    expect(client.finished.map(({ requestId }) => requestId)).toEqual(['a']);
  });

  it('answers a moved request that had everything already', () => {
    submit('a', { promptIds: [1], generatedIds: [2, 3], maxTokens: 2 });
    submit('b', { promptIds: [1], generatedIds: [2, 3], maxTokens: 9, stopTokenIds: new Set([3]) });
    expect(client.finished.map(({ requestId, reason }) => [requestId, reason])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(steps).toEqual([]);
  });
});
