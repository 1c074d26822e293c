// Writes a model of one file again as several, as llama.cpp's gguf-split does.
import { open } from 'node:fs/promises';
import type { GgufEntry } from '../../lib/model/gguf-writer.ts';
import { writeSplitGguf } from '../../lib/model/split-gguf-writer.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';

const chunkBytes = 1 << 24;

/** The same model as that at `source` in `parts` files named after `path`; returns their paths. `texts`: metadata that differs. */
export async function splitModel(
  source: string,
  path: string,
  parts: number,
  texts: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const model = await GgufModel.open(source);
  const file = await open(source);
  try {
    const metadata = new Map([...model.metadata].map(([key, value]) => [key, entryOf(key, texts[key] ?? value)]));
    return await writeSplitGguf(path, parts, metadata, [...model.tensors.values()], async function* ({ name }) {
      const { offset, bytes } = model.tensor(name);
      for (let done = 0; done < bytes; done += chunkBytes) {
        const chunk = new Uint8Array(Math.min(chunkBytes, bytes - done));
        await file.read(chunk, 0, chunk.length, offset + done);
        yield chunk;
      }
    });
  } finally {
    await file.close();
  }
}

/** A value with a type that readers take for it. */
function entryOf(key: string, value: unknown): GgufEntry {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'uint32' : 'float32', value };
  if (value instanceof Float32Array) return { type: 'float32[]', value: [...value] };
  if (value instanceof Int32Array) return { type: 'int32[]', value: [...value] };
  if (value instanceof Uint32Array) return { type: 'uint32[]', value: [...value] };
  if (Array.isArray(value) && typeof value[0] === 'boolean') return { type: 'bool[]', value };
  if (Array.isArray(value)) return { type: 'string[]', value };
  throw new Error(`${key} has a type that this cannot write`);
}
