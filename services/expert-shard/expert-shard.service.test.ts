import { truncateSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/actor/clock.ts';
import { MemberDirectory } from '../../lib/cluster/members.ts';
import { PlanStore } from '../../lib/cluster/plan-store.ts';
import type { ServiceHost } from '../../lib/process/host.ts';
import { createTracing } from '../../lib/telemetry/tracing.ts';
import { decodeRows, encodeRows, type WireDType } from '../../lib/tensor/activations.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { ExpertShardMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { relativeError } from '../../test/support/numbers.ts';
import { eventually, type TestHost, testHost } from '../../test/support/service-host.ts';
import { expertShardConfig } from './config.ts';
import { type RunningExpertShard, startExpertShard } from './expert-shard.ts';
import { type ReferenceBatch, ReferenceExperts } from './testing/reference.ts';

const modelPath = resolve(import.meta.dirname, '../../models/fulgur-tiny.gguf');
const width = 256;
const expertsPerLayer = 32;
/** Three matrices of 256 x 96: a model as small as this one is held in single precision. */
const expertBytes = 3 * 256 * 96 * 4;
const wire = { bf16: 1, f32: 2, q8_0: 3 } as const;
const closing: (() => unknown)[] = [];
let gguf: GgufModel;
let reference: ReferenceExperts;

beforeAll(async () => {
  gguf = await GgufModel.open(modelPath);
  reference = new ReferenceExperts(gguf);
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

class Shard {
  readonly host: TestHost;
  readonly service: RunningExpertShard;
  readonly channel: Channel;
  readonly plans: PlanStore;
  readonly directory: MemberDirectory;
  readonly #stream: BidiStream<fulgur.v1.IActivationBatch, fulgur.v1.ExpertOutput>;
  readonly #waiting = new Map<number, (output: fulgur.v1.ExpertOutput) => void>();
  closed = false;
  #calls = 0;
  #epoch = 0;

  private constructor(host: TestHost, service: RunningExpertShard, plans: PlanStore, directory: MemberDirectory) {
    this.host = host;
    this.service = service;
    this.plans = plans;
    this.directory = directory;
    this.channel = new Channel(service.address);
    this.#stream = this.channel.bidi(ExpertShardMethods.exchange, { deadlineMs: Number.POSITIVE_INFINITY });
    this.#stream.onMessage((output) => this.#waiting.get(output.callId)?.(output));
    this.#stream.onClose(() => {
      this.closed = true;
    });
  }

  static async start(options: Record<string, unknown> = {}, over: Partial<ServiceHost> = {}): Promise<Shard> {
    const host = testHost('expert-shard', 'shard-0', over);
    const plans = new PlanStore({ bus: host.bus, clock: systemClock });
    const directory = new MemberDirectory({ bus: host.bus, clock: systemClock });
    await plans.start();
    await directory.start();
    const service = await startExpertShard(expertShardConfig.parse({ model: modelPath, ...options }), host);
    const shard = new Shard(host, service, plans, directory);
    closing.push(
      () => service.drain(0),
      () => plans.stop(),
      () => directory.stop(),
      () => shard.channel.close(),
    );
    return shard;
  }

  get member() {
    return this.directory.get('expert-shard', 'shard-0');
  }

  plan(experts: Record<number, readonly number[]>, modelFingerprint = gguf.fingerprint) {
    this.#epoch += 1;
    const layers = Object.entries(experts).map(([layer, ids]) => ({
      layer: Number(layer),
      experts: Array.from({ length: expertsPerLayer }, (_, expert) => ({
        shardIds: ids.includes(expert) ? ['shard-0'] : ['shard-1'],
      })),
    }));
    return { epoch: this.#epoch, modelFingerprint, reason: 'test', layers };
  }

  /** Publishes a target plan and waits until the shard says that it has loaded it. */
  async hold(experts: Record<number, readonly number[]>) {
    const plan = this.plan(experts);
    await this.plans.putTarget(plan);
    await eventually(() => this.member?.loadedEpoch === plan.epoch);
    return plan;
  }

  send(message: fulgur.v1.IActivationBatch): Promise<fulgur.v1.ExpertOutput> {
    const callId = ++this.#calls;
    const answer = new Promise<fulgur.v1.ExpertOutput>((resolve) => this.#waiting.set(callId, resolve));
    this.#stream.send({ ...message, callId });
    return answer;
  }

  residency() {
    return this.channel.unary(ExpertShardMethods.getResidency, {}, { deadlineMs: 5_000 });
  }
}

/** Numbers in [-1, 1) that are the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function randomBatch(seed: number, layer: number, rows: number, experts: readonly number[]): ReferenceBatch {
  const random = randomNumbers(seed);
  const pick = (count: number) => Math.floor(((random() + 1) / 2) * count);
  const rowIndex: number[] = [];
  const expertIds: number[] = [];
  for (let row = 0; row < rows; row++) {
    const chosen = new Set(Array.from({ length: row % 5 }, () => experts[pick(experts.length)]!));
    for (const expert of chosen) {
      rowIndex.push(row);
      expertIds.push(expert);
    }
  }
  return {
    layer,
    rows,
    hidden: Float32Array.from({ length: rows * width }, () => 2 * random()),
    rowIndex,
    expertIds,
    weights: Float32Array.from(rowIndex, () => random()),
  };
}

function bytesOf(array: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function message(batch: ReferenceBatch, dtype: WireDType = 'f32'): fulgur.v1.IActivationBatch {
  return {
    layer: batch.layer,
    rows: batch.rows,
    dtype: wire[dtype],
    hidden: encodeRows(Float32Array.from(batch.hidden), dtype),
    rowIndex: bytesOf(Uint32Array.from(batch.rowIndex)),
    expertId: bytesOf(Uint32Array.from(batch.expertIds)),
    weight: bytesOf(Float32Array.from(batch.weights)),
  };
}

const all = Array.from({ length: expertsPerLayer }, (_, expert) => expert);
const even = all.filter((expert) => expert % 2 === 0);
const odd = all.filter((expert) => expert % 2 === 1);

describe('an expert shard', () => {
  test.each<[WireDType, number, number]>([
    ['f32', 2, 1e-5],
    ['bf16', 1, 0.02],
    ['q8_0', 1, 0.025],
  ])('random batches in %s on %i threads give the sums of a plain computation', async (dtype, threads, limit) => {
    const shard = await Shard.start({ threads });
    await shard.hold({ 0: even, 3: all, 5: [7] });
    const batches = [
      randomBatch(1, 0, 1 + 4, even),
      randomBatch(2, 3, 40, all),
      randomBatch(3, 5, 9, [7]),
      randomBatch(4, 3, 130, all),
      randomBatch(5, 0, 2, even),
    ];
    const outputs = await Promise.all(batches.map((batch) => shard.send(message(batch, dtype))));
    for (const [i, output] of outputs.entries()) {
      const batch = batches[i]!;
      expect(output).toMatchObject({ errorCode: 0, dtype: wire[dtype] });
      const sums = decodeRows(output.partial, dtype, batch.rows * width);
      expect(relativeError(sums, reference.run(batch))).toBeLessThan(limit);
      // Rows that name no expert here get nothing added.
      expect(sums.subarray(0, width).every((value) => value === 0)).toBe(true);
    }
    expect(await shard.host.metric('fulgur_expert_batches_total', { status: 'ok' })).toBe(5);
  });

  test('experts that are not loaded are named, and the sender may go elsewhere', async () => {
    const shard = await Shard.start();
    await shard.hold({ 2: even });
    const batch = {
      ...randomBatch(1, 2, 4, all),
      rowIndex: [0, 1, 2, 3],
      expertIds: [9, 4, 3, 9],
      weights: [1, 1, 1, 1],
    };
    expect(await shard.send(message(batch))).toMatchObject({
      errorCode: Code.FAILED_PRECONDITION,
      missingExperts: [3, 9],
      errorMessage: 'experts 3, 9 of layer 2 are not loaded here',
    });
  });

  test('a malformed batch fails alone: its stream and the batches beside it go on', async () => {
    const shard = await Shard.start();
    await shard.hold({ 0: all });
    const good = randomBatch(1, 0, 5, all);
    const [bad, fine] = await Promise.all([
      shard.send({ ...message(good), weight: new Uint8Array(4) }),
      shard.send(message(good)),
    ]);
    expect(bad).toMatchObject({
      errorCode: Code.INVALID_ARGUMENT,
      errorMessage: expect.stringMatching(/^weight has 4 bytes and row_index has \d+; they must be equal$/),
    });
    expect(fine.errorCode).toBe(0);
  });

  test('a batch whose deadline has passed is not computed', async () => {
    const shard = await Shard.start();
    await shard.hold({ 0: all });
    const output = await shard.send({ ...message(randomBatch(1, 0, 5, all)), deadlineUnixMs: Date.now() - 50 });
    expect(output).toMatchObject({ errorCode: Code.DEADLINE_EXCEEDED });
    expect(output.errorMessage).toMatch(/the batch waited until \d+(\.\d+)? ms after its deadline/);
    expect(await shard.host.metric('fulgur_expert_rows_total')).toBe(0);
  });

  test('a message over the limit of the service ends its own stream and no other', async () => {
    const shard = await Shard.start({ maxMessageBytes: 1024 * 1024 });
    await shard.hold({ 0: all });
    const channel = new Channel(shard.service.address);
    closing.push(() => channel.close());
    const stream = channel.bidi(ExpertShardMethods.exchange, { deadlineMs: 5_000 });
    const ended = new Promise<Error | undefined>((done) => stream.onClose(done));
    stream.send({ hidden: new Uint8Array(2 * 1024 * 1024) });
    expect(await ended).toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    expect((await shard.send(message(randomBatch(1, 0, 5, all)))).errorCode).toBe(0);
  });

  test('what a vanished sender has left behind is dropped and its places are free again', async () => {
    const shard = await Shard.start({ queueBatches: 8 });
    await shard.hold({ 0: all });
    const channel = new Channel(shard.service.address);
    const stream = channel.bidi(ExpertShardMethods.exchange, { deadlineMs: 5_000 });
    const batch = randomBatch(1, 0, 400, all);
    const first = new Promise((answered) => stream.onMessage(answered));
    for (let callId = 0; callId < 8; callId++) stream.send({ ...message(batch), callId });
    await first;
    channel.close();
    await eventually(async () => (await shard.host.metric('fulgur_expert_queue_batches')) === 0);
    expect((await shard.send(message(batch))).errorCode).toBe(0);
  });

  test('a row with more experts than the model uses is the fault of the batch, not of the shard', async () => {
    const shard = await Shard.start();
    await shard.hold({ 0: all });
    const five = {
      ...randomBatch(1, 0, 1, all),
      rowIndex: [0, 0, 0, 0, 0],
      expertIds: [1, 2, 3, 4, 5],
      weights: [1, 1, 1, 1, 1],
    };
    expect(await shard.send(message({ ...five, rows: 1 }))).toMatchObject({ errorCode: Code.INVALID_ARGUMENT });
    expect(shard.host.health.ready).toBe(true);
  });

  test('beyond its queue a shard refuses at once, and answers everything that it took', async () => {
    const shard = await Shard.start({ queueBatches: 2 });
    await shard.hold({ 0: all });
    const batch = randomBatch(1, 0, 200, all);
    const outputs = await Promise.all(Array.from({ length: 20 }, () => shard.send(message(batch))));
    const refused = outputs.filter((output) => output.errorCode === Code.RESOURCE_EXHAUSTED);
    const done = outputs.filter((output) => output.errorCode === 0);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.errorMessage).toMatch(/^2 batches wait already \(queueBatches\)/);
    expect(done.length).toBe(20 - refused.length);
    expect(done.length).toBeGreaterThanOrEqual(2);
    const wanted = reference.run(batch);
    for (const output of done) {
      expect(relativeError(decodeRows(output.partial, 'f32', 200 * width), wanted)).toBeLessThan(1e-5);
    }
  });

  test('a new plan is loaded beside the old; the old goes when attention follows the new one', async () => {
    const shard = await Shard.start({ unloadGraceMs: 50 });
    const first = await shard.hold({ 0: even, 1: [0] });
    await shard.plans.putCurrent(first);
    expect(await shard.residency()).toMatchObject({
      modelFingerprint: gguf.fingerprint,
      epoch: 1,
      layers: [
        { layer: 0, experts: even },
        { layer: 1, experts: [0] },
      ],
      weightBytes: 17 * expertBytes,
    });
    const second = await shard.hold({ 0: odd, 1: [0] });
    expect((await shard.residency()).weightBytes).toBe(33 * expertBytes);
    const batch = randomBatch(1, 0, 12, all);
    expect((await shard.send(message(batch))).errorCode).toBe(0);
    await shard.plans.putCurrent(second);
    await eventually(() => shard.member?.residentExperts === 17);
    expect((await shard.residency()).layers[0]).toMatchObject({ layer: 0, experts: odd });
    expect(shard.service.experts.weightBytes).toBe(17 * expertBytes);
    expect(await shard.host.metric('fulgur_expert_weight_bytes')).toBe(17 * expertBytes);
    const left = randomBatch(2, 0, 12, odd);
    const output = await shard.send(message(left));
    expect(relativeError(decodeRows(output.partial, 'f32', 12 * width), reference.run(left))).toBeLessThan(1e-5);
  });

  test('a shard that starts in the middle of a rollout loads what attention asks for and what it will ask for', async () => {
    const before = await Shard.start();
    const current = await before.hold({ 0: even, 1: [0] });
    await before.plans.putCurrent(current);
    const target = await before.hold({ 0: odd, 1: [0] });
    await before.service.drain(0);
    const again = await Shard.start({}, { bus: before.host.bus });
    await eventually(() => again.member?.loadedEpoch === target.epoch);
    expect((await again.residency()).layers).toMatchObject([
      { layer: 0, experts: [...even, ...odd].sort((a, b) => a - b) },
      { layer: 1, experts: [0] },
    ]);
    const batch = randomBatch(1, 0, 12, even);
    expect((await again.send(message(batch))).errorMessage).toBe('');
  });

  test('a plan in force that has no room beside the next one does not keep that from being loaded', async () => {
    const before = await Shard.start();
    await before.plans.putCurrent(await before.hold({ 0: all }));
    const target = await before.hold({ 0: [3] });
    await before.service.drain(0);
    const options = { weightCapacityBytes: 8 * expertBytes };
    const again = await Shard.start(options, { bus: before.host.bus });
    await eventually(() => again.member?.loadedEpoch === target.epoch);
    expect((await again.residency()).layers).toMatchObject([{ layer: 0, experts: [3] }]);
  });

  test('plans that change while batches flow never give a wrong sum', async () => {
    const shard = await Shard.start({ unloadGraceMs: 0 });
    const keep = [0, 1, 2, 3];
    await shard.plans.putCurrent(await shard.hold({ 4: keep }));
    const batch = randomBatch(1, 4, 30, keep);
    const wanted = reference.run(batch);
    let running = true;
    let answered = 0;
    const flowing = (async () => {
      while (running) {
        const output = await shard.send(message(batch));
        expect(output.errorMessage).toBe('');
        expect(relativeError(decodeRows(output.partial, 'f32', 30 * width), wanted)).toBeLessThan(1e-5);
        answered += 1;
      }
    })();
    for (let round = 0; round < 8; round++) {
      const before = answered;
      const extra = Array.from({ length: 10 }, (_, i) => 4 + ((round * 7 + i) % 28));
      await shard.plans.putCurrent(await shard.hold({ 4: [...keep, ...extra] }));
      await eventually(() => answered > before);
    }
    running = false;
    await flowing;
  });

  test('a plan for another model is refused by name and the old one goes on', async () => {
    const shard = await Shard.start();
    await shard.hold({ 0: all });
    await shard.plans.putTarget(shard.plan({ 0: [1] }, 'another-model'));
    const refusal = `placement plan 2 is for model another-model; this shard serves ${gguf.fingerprint}; it is refused`;
    await eventually(() => shard.host.logged.some((line) => line['message'] === refusal));
    expect(await shard.host.metric('fulgur_expert_refused_plans_total')).toBe(1);
    expect((await shard.send(message(randomBatch(1, 0, 8, all)))).errorCode).toBe(0);
    expect(shard.member).toMatchObject({ loadedEpoch: 1, ready: true });
    await shard.hold({ 0: even });
    expect(shard.host.health.ready).toBe(true);
  });

  test('a plan that needs more memory than allowed is refused with both numbers, and one that fits is loaded', async () => {
    const shard = await Shard.start({ weightCapacityBytes: 20 * expertBytes });
    expect(shard.member).toMatchObject({ weightCapacityBytes: 20 * expertBytes });
    await shard.hold({ 0: even });
    await shard.plans.putTarget(shard.plan({ 0: all }));
    const reason = await eventually(() => shard.host.health.reasons[0]);
    expect(reason).toBe(
      `plan: placement plan 2 is not loaded: 16 experts of layer 0 need ${16 * expertBytes} bytes beside the ${16 * expertBytes} that are loaded; the limit is ${20 * expertBytes} (weightCapacityBytes)`,
    );
    await shard.hold({ 0: [...even, 1] });
    expect(shard.host.health.ready).toBe(true);
  });

  test('a shard that drains serves until no plan names it', async () => {
    const shard = await Shard.start();
    await shard.plans.putCurrent(await shard.hold({ 0: all }));
    let drained = false;
    const draining = shard.service.drain(10_000).then(() => {
      drained = true;
    });
    await eventually(() => shard.member?.draining);
    const batch = randomBatch(1, 0, 8, all);
    expect((await shard.send(message(batch))).errorCode).toBe(0);
    expect(drained).toBe(false);
    const without = shard.plan({ 0: [] });
    await shard.plans.putTarget(without);
    await shard.plans.putCurrent(without);
    await draining;
    expect(shard.closed).toBe(true);
    expect(shard.member).toBeUndefined();
  });

  test('a shard that nobody is connected to drains at once', async () => {
    const shard = await Shard.start();
    await shard.plans.putCurrent(await shard.hold({ 0: all }));
    shard.channel.close();
    const startedAt = performance.now();
    await shard.service.drain(10_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('the computation of a sampled request is a span in its trace', async () => {
    const exporter = new InMemorySpanExporter();
    const tracing = createTracing({ service: 'fulgur-expert-shard', instance: 'shard-0', exporter });
    const shard = await Shard.start({}, { tracer: tracing.tracer });
    await shard.hold({ 0: all });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const batch = randomBatch(1, 0, 8, all);
    await shard.send({ ...message(batch), traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    await shard.send(message(batch));
    const spans = exporter.getFinishedSpans().filter((span) => span.name === 'expert.compute');
    expect(spans).toHaveLength(1);
    expect(spans[0]!.spanContext().traceId).toBe(traceId);
    expect(spans[0]!.attributes).toMatchObject({ 'fulgur.layer': 0, 'fulgur.rows': 8 });
    await tracing.close();
  });

  test('a truncated model is refused by its name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fulgur-shard-'));
    closing.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'cut.gguf');
    await copyFile(modelPath, path);
    truncateSync(path, 20_000_000);
    const config = expertShardConfig.parse({ model: path });
    await expect(startExpertShard(config, testHost('expert-shard', 'shard-0'))).rejects.toMatchObject({
      name: 'FulgurError',
      message: expect.stringContaining('cut.gguf'),
    });
  });
});
