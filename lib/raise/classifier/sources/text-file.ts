// Text files as streams of decoded text and of lines; `.gz` is unpacked on the way.
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { Code, FulgurError, invalid } from '../../../wire/errors.ts';

/** Longest line, in UTF-16 units. */
export const LINE_UNITS_MAX = 16 * 1024 * 1024;

export async function* readText(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const file = createReadStream(path);
  try {
    const unpacked = path.endsWith('.gz') ? file.compose(createGunzip()) : file;
    for await (const chunk of unpacked) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof FulgurError) throw error;
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new FulgurError(Code.INVALID_ARGUMENT, `${path}: ${why}; name a file that can be read`, {
      cause: error,
      field: 'data',
    });
  } finally {
    file.destroy();
  }
}

/** Lines with their numbers, from 1; empty lines are left out. */
export async function* readLines(path: string): AsyncGenerator<{ line: number; text: string }> {
  let rest = '';
  let line = 0;
  for await (const chunk of readText(path)) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const part of parts) {
      line++;
      if (part.trim() !== '') yield { line, text: part.replace(/\r$/, '') };
    }
    if (rest.length > LINE_UNITS_MAX) {
      throw invalid('data', `${path}:${line + 1}: a line of more than ${LINE_UNITS_MAX} characters`);
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, text: rest };
}
