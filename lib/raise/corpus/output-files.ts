// The files that a run writes, with their lengths: appended to, and cut back to a checkpoint on resume.
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Code, FulgurError } from '../../wire/errors.ts';

export class OutputFiles<Name extends string> {
  readonly #handles: ReadonlyMap<Name, FileHandle>;
  readonly #lengths: Record<Name, number>;

  private constructor(handles: ReadonlyMap<Name, FileHandle>, lengths: Record<Name, number>) {
    this.#handles = handles;
    this.#lengths = lengths;
  }

  /** Cuts files back to `lengths` (absent: 0). @throws FulgurError DATA_LOSS when one is shorter than that */
  static async open<Name extends string>(
    folder: string,
    names: readonly Name[],
    lengths: Readonly<Record<string, number>>,
  ): Promise<OutputFiles<Name>> {
    const handles = new Map<Name, FileHandle>();
    const kept = {} as Record<Name, number>;
    for (const name of names) {
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

  get lengths(): Readonly<Record<Name, number>> {
    return { ...this.#lengths };
  }

  async append(name: Name, bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    await this.#handles.get(name)!.appendFile(bytes);
    this.#lengths[name] += bytes.length;
  }

  /** From now on what was appended survives a crash of the machine. */
  async sync(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.datasync();
  }

  /** Reads a file from its start, in pieces of at most `bytes`. */
  async *read(name: Name, bytes: number): AsyncGenerator<Buffer> {
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
