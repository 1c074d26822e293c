// Writes a model as several GGUF files of about the same size, which readers take as one.
import { partPath, partsMax, splitKeys } from '../tensor/gguf-parts.ts';
import { invalid } from '../wire/errors.ts';
import { type GgufEntry, type TensorSpec, writeGguf } from './gguf-writer.ts';

/**
 * Writes `parts` files named after `path` (`model.gguf`: `model-00001-of-00003.gguf` and so on; one part keeps the
 * path). Tensors keep their order; the first file carries the metadata.
 * @returns the paths of the files. @throws FulgurError INVALID_ARGUMENT when there are fewer tensors than files.
 */
export async function writeSplitGguf(
  path: string,
  parts: number,
  metadata: ReadonlyMap<string, GgufEntry>,
  tensors: readonly TensorSpec[],
  content: (tensor: TensorSpec) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<string[]> {
  if (parts === 1) {
    await writeGguf(path, metadata, tensors, content);
    return [path];
  }
  const most = Math.min(partsMax, tensors.length);
  if (!Number.isInteger(parts) || parts < 1 || parts > most) {
    throw invalid('split', `a model of ${tensors.length} tensors splits into 1 to ${most} files, not ${parts}`);
  }
  const paths: string[] = [];
  for (const [index, share] of shares(tensors, parts).entries()) {
    const own: [string, GgufEntry][] = [
      [splitKeys.number, { type: 'uint16', value: index }],
      [splitKeys.count, { type: 'uint16', value: parts }],
      [splitKeys.tensors, { type: 'int32', value: tensors.length }],
    ];
    const part = partPath(path, index, parts);
    await writeGguf(part, new Map(index === 0 ? [...metadata, ...own] : own), share, content);
    paths.push(part);
  }
  return paths;
}

/** Cuts the tensors into `parts` runs of at least one, near equal in bytes. */
function shares(tensors: readonly TensorSpec[], parts: number): TensorSpec[][] {
  const total = tensors.reduce((sum, { bytes }) => sum + bytes, 0);
  const runs: TensorSpec[][] = [];
  let run: TensorSpec[] = [];
  let bytes = 0;
  for (const [i, tensor] of tensors.entries()) {
    run.push(tensor);
    bytes += tensor.bytes;
    const runsLeft = parts - runs.length - 1;
    const full = bytes >= (total * (runs.length + 1)) / parts || tensors.length - i - 1 === runsLeft;
    if (runsLeft === 0 || !full) continue;
    runs.push(run);
    run = [];
  }
  return [...runs, run];
}
