// The folder that a run writes to.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Code, FulgurError } from '../../wire/errors.ts';

/** Makes it, and the folders that it lies in, where they are missing. @throws FAILED_PRECONDITION naming the folder */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await make(path.resolve(folder));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new FulgurError(Code.FAILED_PRECONDITION, `${folder}: ${why}; name a folder that can be made and written`, {
      cause: error,
      field: 'out',
    });
  }
}

/** Not with `recursive`: that never returns where the system makes no folders, such as in /proc. */
async function make(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await make(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Somebody else may have made it.
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (info) => info.isDirectory(),
    () => false,
  );
}
