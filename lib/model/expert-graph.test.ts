import { afterAll, beforeAll, expect, it } from 'vitest';
import { Backend } from '../tensor/backend.ts';
import { GgmlType } from '../tensor/ggml.ts';
import { GraphSpace } from '../tensor/graph.ts';
import type { Activation } from './description.ts';
import { expertOutputs } from './expert-graph.ts';

const [hidden, width, experts, used, rows] = [6, 5, 4, 2, 3];

let backend: Backend;
let space: GraphSpace;
beforeAll(() => {
  backend = Backend.open({ threads: 1 });
  space = new GraphSpace(backend, 32);
});
afterAll(async () => {
  space.close();
  await backend.close();
});

/** Values from -spread to spread that a start fixes. */
function values(count: number, start: number, spread: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.fround(spread * Math.sin(start + 1.7 * i)));
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const plain: Record<Activation, (gate: number, up: number) => number> = {
  swiglu: (gate, up) => gate * sigmoid(gate) * up,
  geglu: (gate, up) => 0.5 * gate * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (gate + 0.044715 * gate ** 3))) * up,
  'swiglu-clamped': (gate, up) => {
    const g = Math.min(gate, 7);
    return g * sigmoid(1.702 * g) * (Math.max(-7, Math.min(7, up)) + 1);
  },
};

const data = {
  gate: values(hidden * width * experts, 1, 3),
  up: values(hidden * width * experts, 2, 3),
  down: values(width * hidden * experts, 3, 0.5),
  gateBias: values(width * experts, 4, 2),
  upBias: values(width * experts, 5, 2),
  downBias: values(hidden * experts, 6, 2),
  input: values(hidden * rows, 7, 2),
};
const ids = Int32Array.of(3, 0, 1, 3, 2, 1);

/** weight[expert] x input + bias[expert], in double precision. */
function product(weight: Float32Array, bias: Float32Array | undefined, expert: number, input: readonly number[]) {
  const outputs = weight.length / experts / input.length;
  return Array.from({ length: outputs }, (_, o) => {
    const at = (expert * outputs + o) * input.length;
    return input.reduce((sum, x, i) => sum + x * weight[at + i]!, bias?.[expert * outputs + o] ?? 0);
  });
}

function expected(activation: Activation, biased: boolean): number[] {
  const bias = (values: Float32Array): Float32Array | undefined => (biased ? values : undefined);
  return [...ids].flatMap((expert, place) => {
    const row = Math.floor(place / used);
    const input = [...data.input.subarray(row * hidden, (row + 1) * hidden)];
    const gate = product(data.gate, bias(data.gateBias), expert, input);
    const up = product(data.up, bias(data.upBias), expert, input);
    const inner = gate.map((g, i) => plain[activation](g, up[i]!));
    return product(data.down, bias(data.downBias), expert, inner);
  });
}

it.each(
  (['swiglu', 'geglu', 'swiglu-clamped'] as const).flatMap((activation) =>
    [false, true].map((biased) => ({ activation, biased })),
  ),
)(
  'experts with $activation and biases ($biased) compute what plain arithmetic does',
  async ({ activation, biased }) => {
    const { g } = space;
    const context = space.begin();
    const matrix = (data: Float32Array, from: number, to: number) =>
      space.input(GgmlType.F32, [from, to, experts], data);
    const tensors = {
      gate: matrix(data.gate, hidden, width),
      up: matrix(data.up, hidden, width),
      down: matrix(data.down, width, hidden),
      biases: biased
        ? {
            gate: space.f32(data.gateBias, width, experts),
            up: space.f32(data.upBias, width, experts),
            down: space.f32(data.downBias, hidden, experts),
          }
        : undefined,
      scales: {},
      packed: undefined,
    };
    const input = space.input(GgmlType.F32, [hidden, 1, rows], data.input);
    const chosen = space.i32(ids, used, rows);
    const output = space.output(expertOutputs(g, context, tensors, activation, input, chosen));
    await space.compute();
    const computed = space.read(output, new Float32Array(hidden * used * rows));
    const wanted = expected(activation, biased);
    const largest = Math.max(...wanted.map(Math.abs));
    // ggml looks GELU up in a table of half-precision numbers.
    const tolerance = activation === 'geglu' ? 1e-3 : 1e-6;
    for (const [i, value] of computed.entries()) expect(Math.abs(value - wanted[i]!) / largest).toBeLessThan(tolerance);
  },
);
