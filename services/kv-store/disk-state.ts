// Whether the files of the disk tier can be trusted: written by this format, and not open when the machine went down.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const format = 'fulgur-kv-1';

export class DiskState {
  readonly #file: string;
  readonly trusted: boolean;

  constructor(path: string) {
    mkdirSync(path, { recursive: true });
    this.#file = join(path, 'state');
    const [foundFormat, boot] = readOrEmpty(this.#file).split('\n');
    this.trusted = foundFormat === format && (boot === 'closed' || boot === bootId());
  }

  markOpen(): void {
    writeFileSync(this.#file, `${format}\n${bootId()}\n`);
  }

  markClosed(): void {
    writeFileSync(this.#file, `${format}\nclosed\n`);
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Changes with each boot of the machine; the same in every container on it. */
function bootId(): string {
  return readOrEmpty('/proc/sys/kernel/random/boot_id').trim() || 'unknown';
}
