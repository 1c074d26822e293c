// The files that a run writes, with their lengths: appended to, and cut back to a checkpoint on resume.
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Code, FulgurError } from '../../wire/errors.ts';

export const OUTPUT_NAMES = ['kept.jsonl', 'decisions.jsonl', 'keys.bin'] as const;
export type OutputName = (typeof OUTPUT_NAMES)[number];

export class OutputFiles {
  readonly #handles: ReadonlyMap<OutputName, FileHandle>;
  readonly #lengths: Record<OutputName, number>;

  private constructor(handles: ReadonlyMap<OutputName, FileHandle>, lengths: Record<OutputName, number>) {
    this.#handles = handles;
    this.#lengths = lengths;
  }

  /** Cuts files back to `lengths` (absent: 0). @throws FulgurError DATA_LOSS when one is shorter than that */
  static async open(folder: string, lengths: Readonly<Record<string, number>>): Promise<OutputFiles> {
    const handles = new Map<OutputName, FileHandle>();
    const kept = {} as Record<OutputName, number>;
    for (const name of OUTPUT_NAMES) {
      const file = path.join(folder, name);
      const handle = await open(file, 'a+');
      handles.set(name, handle);
      kept[name] = lengths[name] ?? 0;
      const { size } = await handle.stat();
      if (size < kept[name]) {
        throw new FulgurError(Code.DATA_LOSS, `${file}: ${size} bytes where ${kept[name]} were written; start again`);
      }
      await handle.truncate(kept[name]);
    }
    return new OutputFiles(handles, kept);
  }

  get lengths(): Readonly<Record<OutputName, number>> {
    return { ...this.#lengths };
  }

  async append(name: OutputName, bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    await this.#handles.get(name)!.appendFile(bytes);
    this.#lengths[name] += bytes.length;
  }

  /** From now on what was appended survives a crash of the machine. */
  async sync(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.datasync();
  }

  /** Reads a file from its start, in pieces of at most `bytes`. */
  async *read(name: OutputName, bytes: number): AsyncGenerator<Buffer> {
    const handle = this.#handles.get(name)!;
    for (let at = 0; at < this.#lengths[name]; ) {
      const buffer = Buffer.alloc(Math.min(bytes, this.#lengths[name] - at));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.close();
  }
}
