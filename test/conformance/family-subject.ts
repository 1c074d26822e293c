// A family's model as the engine serves it, and the file's answer by somebody else.
import type { ExpertHost } from '../../lib/model/expert-host.ts';
import type { KvType } from '../../lib/model/kv-pool.ts';
import type { ExpertProvider } from '../../lib/model/runner.ts';
import { Backend } from '../../lib/tensor/backend.ts';
import { GgmlType } from '../../lib/tensor/ggml.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { TensorStore } from '../../lib/tensor/tensor-store.ts';
import { widenAll } from '../../lib/tensor/widen.ts';
import { type Engine, fusedExperts, openEngine, openHost, splitExperts } from '../support/engine.ts';
import { promptOf, type Reference, reference } from './family-comparison.ts';
import type { Sizes } from './family-model.ts';
import type { Family } from './family-shapes.ts';
import { type PlainWeights, plainReference } from './plain-model.ts';

const hostsOfSplit = 3;
const noExperts: ExpertProvider = { run: () => Promise.reject(new Error('a dense model asks for experts')) };

/** A model with all its experts in one host, and, when there are any, spread over several. */
export class Subject {
  readonly engine: Engine;
  readonly whole: ExpertProvider;
  readonly split: ExpertProvider;
  readonly #hosts: readonly ExpertHost[];

  private constructor(engine: Engine, hosts: readonly ExpertHost[]) {
    const [all, ...parts] = hosts;
    this.engine = engine;
    this.whole = all === undefined ? noExperts : fusedExperts(all);
    this.split = all === undefined ? noExperts : splitExperts(parts);
    this.#hosts = hosts;
  }

  static async open(path: string, options: Parameters<typeof openEngine>[1]): Promise<Subject> {
    const engine = await openEngine(path, options);
    const { nExpert } = engine.runner.description;
    const parts = Array.from({ length: hostsOfSplit }, (_, h) => (expert: number) => expert % hostsOfSplit === h);
    const held = nExpert === 0 ? [] : [() => true, ...parts];
    return new Subject(
      engine,
      await Promise.all(held.map((holds) => openHost(engine.model, holds, options?.precision, options))),
    );
  }

  async close(): Promise<void> {
    await this.engine.close();
    for (const host of this.#hosts) await host.close();
  }
}

/** libllama's answer to a prompt, or plain arithmetic's where libllama does not know the family. */
export async function answerOf(
  family: Family,
  sizes: Sizes,
  path: string,
  kvType: KvType,
  along?: readonly number[],
): Promise<Reference> {
  if (family.plain === undefined) return reference(path, promptOf(3), kvType, along);
  return plainReference(family.plain(sizes), await weightsOf(path), promptOf(3), along);
}

/** All tensors of a file in single precision. */
export async function weightsOf(path: string): Promise<PlainWeights> {
  const model = await GgufModel.open(path);
  const backend = Backend.open({ threads: 1 });
  const sources = [...model.tensors.values()];
  const store = new TensorStore(backend, sources.length);
  const placed = store.allocate(sources.map(({ shape }) => ({ type: GgmlType.F32, shape })));
  await widenAll(
    backend,
    sources.map((source, i) => ({ source, target: placed[i]!.tensor })),
  );
  const weights = new Map(
    placed.map(({ tensor, bytes }, i) => {
      const values = new Float32Array(bytes / 4);
      backend.g.read(tensor, values, 0, bytes);
      return [sources[i]!.name, values];
    }),
  );
  store.close();
  await backend.close();
  return weights;
}
