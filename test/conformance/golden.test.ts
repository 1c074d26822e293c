// The engine against the demo model's float32 reference: the same arg-max at every position, the same experts, top
// logits within 2e-2, the same greedy text, however the rows are cut, batched, scattered or spread over hosts.
//
// Near ties, the only exceptions: where two logits are nearer than `nearTie`, rounding may choose either. A token may then differ from the
// reference, and only if the reference's token is within `nearTie` of the chosen one. Where two experts tie, a few
// positions of a long prompt may be further off (`expertTiesMax`).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpertHost } from '../../lib/model/expert-host.ts';
import type { ExpertProvider } from '../../lib/model/runner.ts';
import {
  Cells,
  type Engine,
  fusedExperts,
  openEngine,
  openHost,
  type Part,
  splitExperts,
  stepAll,
  TestSequence,
} from '../support/engine.ts';
import {
  argmax,
  demoModelPath,
  expertTieGapMax,
  expertTiesMax,
  type GoldenPrompt,
  gapTo,
  goldenPrompts,
  nearTie,
  topLogitsError,
} from '../support/golden.ts';

const errorMax = 2e-2;
let engine: Engine;
let host: ExpertHost;
let fused: ExpertProvider;

beforeAll(async () => {
  engine = await openEngine(demoModelPath, { fullCells: 4096, windowCells: 4096 });
  host = await openHost(engine.model);
  fused = fusedExperts(host);
});

afterAll(async () => {
  await engine.close();
  await host.close();
});

const sequence = (from = new Cells(engine.runner.pool)): TestSequence =>
  new TestSequence(from, engine.runner.description.window);

function expectReference(logits: readonly Float32Array[], prompt: GoldenPrompt): void {
  let ties = Math.floor(logits.length * expertTiesMax);
  for (const [position, row] of logits.entries()) {
    const gap = gapTo(row, prompt.argmax[position]!);
    const bound = gap >= nearTie && ties-- > 0 ? expertTieGapMax : nearTie;
    expect(gap, `arg-max at position ${position}`).toBeLessThan(bound);
  }
  expect(topLogitsError(logits.at(-1)!, prompt)).toBeLessThan(errorMax);
}

/** Continues prompts together by `count` greedy tokens, following the reference's token at a near tie. */
async function expectGreedy(
  prompts: readonly { prompt: GoldenPrompt; sequence: TestSequence; last: Float32Array }[],
  experts: ExpertProvider,
  count: number,
): Promise<void> {
  let rows = prompts.map(({ last }) => last);
  for (let i = 0; i < count; i++) {
    for (const [p, row] of rows.entries()) {
      const expected = prompts[p]!.prompt.greedy_ids[i]!;
      if (argmax(row) !== expected)
        expect(gapTo(row, expected), `greedy token ${i} of prompt ${p}`).toBeLessThan(nearTie);
    }
    const parts = prompts.map((one) => ({ sequence: one.sequence, tokens: [one.prompt.greedy_ids[i]!] }));
    rows = await stepAll(engine.runner, experts, parts);
  }
}

/** The prompt in chunks of the given sizes (the last one repeated); logits of all positions. */
async function prefill(prompt: GoldenPrompt, sizes: readonly number[], experts: ExpertProvider, into: TestSequence) {
  const logits: Float32Array[] = [];
  for (let start = 0, i = 0; start < prompt.ids.length; i++) {
    const end = Math.min(prompt.ids.length, start + sizes[Math.min(i, sizes.length - 1)]!);
    const part: Part = { sequence: into, tokens: prompt.ids.slice(start, end) };
    logits.push(...(await stepAll(engine.runner, experts, [part])));
    start = end;
  }
  return logits;
}

const named = goldenPrompts.map((prompt, index) => ({ name: `${prompt.kind} ${prompt.ids.length}`, index, prompt }));

describe('a prompt in one step', () => {
  it.each(named)('$index ($name tokens) has the reference logits and experts in every layer', async ({ prompt }) => {
    const experts: number[][] = [];
    const part = { sequence: sequence(), tokens: prompt.ids };
    const logits = await stepAll(engine.runner, fused, [part], (layer, ids) => {
      experts[layer] = [...ids.slice(-engine.runner.description.nExpertUsed)];
    });
    expectReference(logits, prompt);
    expect(experts).toEqual(prompt.last_experts);
  });

  it.each(named)('$index ($name tokens) continues with the reference greedy tokens', async ({ prompt }) => {
    const own = sequence();
    const logits = await stepAll(engine.runner, fused, [{ sequence: own, tokens: prompt.ids }]);
    await expectGreedy([{ prompt, sequence: own, last: logits.at(-1)! }], fused, prompt.greedy_ids.length);
  });
});

const longest = goldenPrompts.reduce((a, b) => (b.ids.length > a.ids.length ? b : a));

describe('a prompt in pieces', () => {
  it.each([[[1, 7, 31, 64, 97]], [[333]], [[128]], [[127, 1, 129]]])(
    'cut at %j gives the reference logits, with window cells reused as the window moves on',
    async (sizes) => {
      const own = sequence();
      const logits = await prefill(longest, sizes, fused, own);
      expectReference(logits, longest);
      await expectGreedy([{ prompt: longest, sequence: own, last: logits.at(-1)! }], fused, 4);
    },
  );

  it('token by token gives the reference logits', async () => {
    for (const prompt of goldenPrompts.filter(({ ids }) => ids.length < 50)) {
      expectReference(await prefill(prompt, [1], fused, sequence()), prompt);
    }
  });

  it('in cells scattered over the whole pool gives the reference logits', async () => {
    const scattered = new Cells(engine.runner.pool, 7);
    const own = sequence(scattered);
    const logits = await prefill(longest, [100, 33, 150], fused, own);
    expectReference(logits, longest);
    await expectGreedy([{ prompt: longest, sequence: own, last: logits.at(-1)! }], fused, 8);
  });
});

describe('output rows', () => {
  it('may be few, in any order and none: the logits are those of the rows asked for', async () => {
    const prompt = goldenPrompts[9]!;
    const remote = splitExperts([host]);
    for (const experts of [fused, remote]) {
      const own = sequence();
      const half = 40;
      const silent = { sequences: [own.extend(0, half)], outputRows: new Int32Array(0) };
      const first = Int32Array.from(prompt.ids.slice(0, half));
      expect(await engine.runner.step({ tokens: first, ...silent }, experts)).toHaveLength(0);
      const rest = prompt.ids.length - half;
      const outputRows = Int32Array.of(rest - 1, 3, 3);
      const second = Int32Array.from(prompt.ids.slice(half));
      const rows: number[][] = [];
      const logits = await engine.runner.step(
        { tokens: second, sequences: [own.extend(0, rest)], outputRows },
        experts,
        (layer, ids) => {
          rows[layer] = [...ids];
        },
      );
      const width = engine.runner.description.vocabularySize;
      for (const [i, row] of outputRows.entries()) {
        const own = logits.subarray(i * width, (i + 1) * width);
        expect(gapTo(own, prompt.argmax[half + row]!)).toBeLessThan(nearTie);
      }
      expect(topLogitsError(logits.subarray(0, width), prompt)).toBeLessThan(errorMax);
      expect(rows[6]!.slice(-4)).toEqual(prompt.last_experts[6]);
      expect(rows[7]!.slice(0, 4)).toEqual(prompt.last_experts[7]);
      expect(rows[7]).toHaveLength(3 * 4);
    }
  });
});

describe('prompts in a batch', () => {
  it.each([undefined, 3])('all together (cells scattered by %s) give each its own reference', async (seed) => {
    const shared = new Cells(engine.runner.pool, seed);
    const sequences = goldenPrompts.map(() => sequence(shared));
    const parts = goldenPrompts.map((prompt, p) => ({ sequence: sequences[p]!, tokens: prompt.ids }));
    const logits = await stepAll(engine.runner, fused, parts);
    let row = 0;
    const going = goldenPrompts.map((prompt, p) => {
      const own = logits.slice(row, row + prompt.ids.length);
      row += prompt.ids.length;
      expectReference(own, prompt);
      return { prompt, sequence: sequences[p]!, last: own.at(-1)! };
    });
    await expectGreedy(going, fused, 32);
  });

  it('16 copies that decode together give what one gives alone', async () => {
    const prompt = goldenPrompts[6]!;
    const shared = new Cells(engine.runner.pool);
    const going = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const own = sequence(shared);
        const logits = await stepAll(engine.runner, fused, [{ sequence: own, tokens: prompt.ids }]);
        return { prompt, sequence: own, last: logits.at(-1)! };
      }),
    );
    await expectGreedy(going, fused, 32);
  });

  it('a long prompt beside decoding sequences disturbs neither', async () => {
    const shared = new Cells(engine.runner.pool);
    const small = goldenPrompts[4]!;
    const own = sequence(shared);
    const [long, first] = [
      sequence(shared),
      await stepAll(engine.runner, fused, [{ sequence: own, tokens: small.ids }]),
    ];
    const logits: Float32Array[] = [];
    let last = first.at(-1)!;
    for (let i = 0; i < 6; i++) {
      expect(gapTo(last, small.greedy_ids[i]!)).toBeLessThan(nearTie);
      const chunk = longest.ids.slice(i * 100, (i + 1) * 100);
      const parts = [
        { sequence: own, tokens: [small.greedy_ids[i]!] },
        { sequence: long, tokens: chunk },
      ];
      const rows = await stepAll(engine.runner, fused, parts);
      last = rows[0]!;
      logits.push(...rows.slice(1));
    }
    expectReference(logits, longest);
  });

  it('steps that overlap give what they give one after the other', async () => {
    const shared = new Cells(engine.runner.pool);
    const remote = splitExperts([host]);
    const run = async (prompt: GoldenPrompt): Promise<void> => {
      const own = sequence(shared);
      const logits = await stepAll(engine.runner, remote, [{ sequence: own, tokens: prompt.ids }]);
      expectReference(logits, prompt);
      await expectGreedy([{ prompt, sequence: own, last: logits.at(-1)! }], remote, 8);
    };
    await Promise.all(goldenPrompts.slice(0, 6).map(run));
  });
});

describe('experts spread over hosts', () => {
  it.each([1, 2, 4])('%i of them give the reference logits, experts and greedy tokens', async (count) => {
    const hosts = await Promise.all(
      Array.from({ length: count }, (_, h) => openHost(engine.model, (expert) => expert % count === h)),
    );
    try {
      const experts = splitExperts(hosts);
      for (const prompt of goldenPrompts) {
        const chosen: number[][] = [];
        const own = sequence();
        const part = { sequence: own, tokens: prompt.ids };
        const logits = await stepAll(engine.runner, experts, [part], (layer, ids) => {
          chosen[layer] = [...ids.slice(-engine.runner.description.nExpertUsed)];
        });
        expectReference(logits, prompt);
        expect(chosen).toEqual(prompt.last_experts);
        await expectGreedy([{ prompt, sequence: own, last: logits.at(-1)! }], experts, 16);
      }
    } finally {
      await Promise.all(hosts.map((one) => one.close()));
    }
  });

  it('in some layers fused and in others elsewhere give the reference', async () => {
    const remote = splitExperts([host]);
    const mixed: ExpertProvider = {
      run: (call) => remote.run(call),
      localWeights: (layer) => ([0, 1, 4, 7].includes(layer) ? host.localWeights(layer) : undefined),
    };
    const prompt = goldenPrompts[9]!;
    const own = sequence();
    const logits = await stepAll(engine.runner, mixed, [{ sequence: own, tokens: prompt.ids }]);
    expectReference(logits, prompt);
    await expectGreedy([{ prompt, sequence: own, last: logits.at(-1)! }], mixed, 16);
  });
});

describe('with activations rounded to 8 bits', () => {
  it('differs from the reference in near ties only, top logits within 8e-2 of the largest', async () => {
    const fast = await openEngine(demoModelPath, { precision: 'fast' });
    const quantised = await openHost(fast.model, () => true, 'fast');
    try {
      for (const prompt of goldenPrompts.filter(({ ids }) => ids.length < 100)) {
        const own = new TestSequence(new Cells(fast.runner.pool), fast.runner.description.window);
        const logits = await stepAll(fast.runner, fusedExperts(quantised), [{ sequence: own, tokens: prompt.ids }]);
        for (const [position, row] of logits.entries()) {
          expect(gapTo(row, prompt.argmax[position]!)).toBeLessThan(0.5);
        }
        const largest = Math.max(...prompt.last_top20.map(([, value]) => Math.abs(value)));
        const off = Math.max(...prompt.last_top20.map(([id, value]) => Math.abs(logits.at(-1)![id]! - value)));
        expect(off / largest).toBeLessThan(8e-2);
      }
    } finally {
      await fast.close();
      await quantised.close();
    }
  });
});

describe('keys and values', () => {
  it('read from one pool and written to other cells of another continue the sequence', async () => {
    const prompt = goldenPrompts[9]!;
    const other = await openEngine(demoModelPath);
    try {
      const from = new Cells(engine.runner.pool, 5);
      const to = new Cells(other.runner.pool, 11);
      const [source, target] = [sequence(from), new TestSequence(to, other.runner.description.window)];
      const half = 32;
      await stepAll(engine.runner, fused, [{ sequence: source, tokens: prompt.ids.slice(0, half) }]);
      const read = source.extend(half, 1);
      const written = target.extend(0, half);
      for (const [group, have, want] of [
        ['full', read.fullCells, written.fullCells],
        ['window', read.windowCells, written.windowCells],
      ] as const) {
        const payload = engine.runner.pool.readCells(group, have.subarray(0, half));
        expect(payload.length).toBe(half * engine.runner.pool.layout[group].bytesPerCell);
        other.runner.pool.writeCells(group, want, payload);
      }
      const part = { sequence: target, tokens: prompt.ids.slice(half) };
      const logits = await stepAll(other.runner, fused, [part]);
      for (const [i, row] of logits.entries()) expect(gapTo(row, prompt.argmax[half + i]!)).toBeLessThan(nearTie);
      expect(topLogitsError(logits.at(-1)!, prompt)).toBeLessThan(errorMax);
    } finally {
      await other.close();
    }
  });
});
