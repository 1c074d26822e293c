// The files of a split model: their names, and reading all of them from the first one's.
//
// The convention is that of llama.cpp's gguf-split: `name-00001-of-00003.gguf` and so on; every file says its number
// (split.no, from 0), how many there are (split.count) and how many tensors all of them hold (split.tensors.count). The
// first file carries the metadata of the model.
import { Code, FulgurError } from '../wire/errors.ts';
import { type GgufHeader, readGgufHeader } from './gguf-header.ts';

export const splitKeys = { number: 'split.no', count: 'split.count', tensors: 'split.tensors.count' } as const;

export const partsMax = 1000;

const numbering = /-\d{5}-of-\d{5}\.gguf$/;

/** Whether a metadata key tells how a model is split, which is no property of the model. */
export function isSplitKey(key: string): boolean {
  return key.startsWith('split.');
}

/** Name of part `index` (from 0) of `count` of the model at `path`, which may bear a part's number or none. */
export function partPath(path: string, index: number, count: number): string {
  const digits = (n: number): string => String(n).padStart(5, '0');
  return `${path.replace(numbering, '').replace(/\.gguf$/, '')}-${digits(index + 1)}-of-${digits(count)}.gguf`;
}

/**
 * The headers of all files of the model whose only or first file is at `path`, in their order.
 * @throws FulgurError in one line that names the file at fault: missing, truncated, or part of something else.
 */
export function readParts(path: string): GgufHeader[] {
  const first = readGgufHeader(path);
  const count = first.metadata.get(splitKeys.count) ?? 1;
  if (count === 0 || count === 1) return [first];
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > partsMax) {
    throw unreadable(path, `${splitKeys.count} is ${String(count)}; 1 to ${partsMax} files are read`);
  }
  if (first.metadata.get(splitKeys.number) !== 0) {
    throw unreadable(path, `it is not the first of its ${count} files: name ${partPath(path, 0, count)}`);
  }
  if (path !== partPath(path, 0, count)) {
    const suffix = partPath('', 0, count);
    throw unreadable(path, `it is the first of ${count} files, so its name must end in ${suffix}`);
  }
  const headers = [first];
  for (let index = 1; index < count; index++) headers.push(readPart(first, partPath(path, index, count), index, count));
  const expected = first.metadata.get(splitKeys.tensors);
  const found = headers.reduce((sum, header) => sum + header.tensors.length, 0);
  if (expected !== undefined && expected !== found) {
    throw unreadable(path, `its ${count} files hold ${found} tensors, not ${String(expected)}`);
  }
  return headers;
}

function readPart(first: GgufHeader, path: string, index: number, count: number): GgufHeader {
  const header = readGgufHeader(path);
  const expected = [index, count, first.metadata.get(splitKeys.tensors)];
  for (const [i, key] of [splitKeys.number, splitKeys.count, splitKeys.tensors].entries()) {
    const value = header.metadata.get(key);
    const optional = key === splitKeys.tensors && value === undefined;
    if (value === expected[i] || optional) continue;
    const says = value === undefined ? `it has no ${key}` : `its ${key} is ${String(value)}`;
    throw unreadable(path, `${says} where ${String(expected[i])} belongs: it is no part of this model`);
  }
  return header;
}

function unreadable(path: string, what: string): FulgurError {
  return new FulgurError(Code.FAILED_PRECONDITION, `model ${path} cannot be read: ${what}`, {
    field: 'model',
    reason: 'model_corrupt',
  });
}
