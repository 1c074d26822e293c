// The files of a corpus: what kind each is, how large, in a fixed order.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Code, FulgurError, invalid } from '../../wire/errors.ts';

export type Packing = 'none' | 'gzip' | 'zstd';
export type DocumentFormat = 'jsonl' | 'text' | 'parquet';

export interface InputFile {
  readonly path: string;
  readonly format: DocumentFormat;
  readonly packing: Packing;
  readonly bytes: number;
  readonly modifiedMs: number;
}

const FORMATS: Readonly<Record<string, DocumentFormat>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.txt': 'text',
  '.text': 'text',
  '.md': 'text',
  '.parquet': 'parquet',
};
const PACKINGS: Readonly<Record<string, Packing>> = { '.gz': 'gzip', '.zst': 'zstd' };
const FILES_MAX = 1_000_000;

/** Files as they are named; folders with all files of known kinds in them, by name. @throws FulgurError naming the path */
export async function inputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const given of paths) {
    const info = await stat(given).catch((error) => {
      throw new FulgurError(Code.NOT_FOUND, `${given}: ${error.code}; name a file or a folder that is there`, {
        cause: error,
        field: 'input',
      });
    });
    if (info.isDirectory()) {
      const names = await readdir(given, { recursive: true });
      for (const name of names.sort()) {
        const file = path.join(given, name);
        if (kindOf(file) !== undefined && (await stat(file)).isFile()) files.push(await inputFile(file));
      }
    } else {
      files.push(await inputFile(given));
    }
    if (files.length > FILES_MAX) throw invalid('input', `more than ${FILES_MAX} input files; screen them in parts`);
  }
  if (files.length === 0) throw invalid('input', `no input files in ${paths.join(', ')}; known are ${KNOWN}`);
  return files;
}

const KNOWN = `${Object.keys(FORMATS).join(' ')}, packed with ${Object.keys(PACKINGS).join(' or ')}`;

async function inputFile(file: string): Promise<InputFile> {
  const kind = kindOf(file);
  if (kind === undefined)
    throw invalid(
      'input',
      `${file}: not a kind of file that can be screened: ${KNOWN}; write tables as .jsonl, an object a row`,
    );
  const { size, mtimeMs } = await stat(file);
  return { path: file, ...kind, bytes: size, modifiedMs: Math.floor(mtimeMs) };
}

function kindOf(file: string): { format: DocumentFormat; packing: Packing } | undefined {
  const packing = PACKINGS[path.extname(file)] ?? 'none';
  const inner = packing === 'none' ? file : file.slice(0, -path.extname(file).length);
  const format = FORMATS[path.extname(inner)];
  if (format === undefined || (format === 'parquet' && packing !== 'none')) return undefined;
  return { format, packing };
}
