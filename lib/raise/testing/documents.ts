// Documents of other people, which no training has seen: what the packages that this one depends on have written about
// themselves, and the licences they come under.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const WINDOW_UNITS = 1024;
/** What is left over at the end of a longer file. */
const REST_UNITS_MIN = 512;
const CHARACTERS_MAX = 400_000;

export interface DocumentWindows {
  readonly markdown: readonly string[];
  readonly licences: readonly string[];
}

/** Windows of 1,024 characters, in the order of paths. `root`: of the project. */
export async function documentWindows(root: string): Promise<DocumentWindows> {
  const folder = path.join(root, 'node_modules');
  const names = (await readdir(folder, { recursive: true })).sort();
  const read = async (pattern: RegExp) => {
    const files = names.filter((name) => pattern.test(path.basename(name)));
    const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')));
    return texts.filter((text) => text.length <= CHARACTERS_MAX).flatMap(windowsOf);
  };
  return { markdown: await read(/\.md$/i), licences: await read(/^licen[cs]e/i) };
}

function windowsOf(text: string): string[] {
  const windows: string[] = [];
  for (let at = 0; at === 0 || at + REST_UNITS_MIN <= text.length; at += WINDOW_UNITS) {
    windows.push(text.slice(at, at + WINDOW_UNITS));
  }
  return windows;
}
