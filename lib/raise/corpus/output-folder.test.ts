import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Code } from '../../wire/errors.ts';
import { makeFolder } from './output-folder.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'output-folder-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('the folder of a run', () => {
  it('is made with those that it lies in, and left as it is when it is there', async () => {
    const folder = path.join(root, 'a', 'b');
    await Promise.all([makeFolder(folder), makeFolder(folder)]);
    await writeFile(path.join(folder, 'kept'), 'x');
    await makeFolder(folder);
    await access(path.join(folder, 'kept'));
  });

  it('that cannot be made is named, with what to do', async () => {
    const file = path.join(root, 'file');
    await writeFile(file, '');
    for (const folder of [file, path.join(file, 'in', 'it'), '/proc/nowhere/at/all']) {
      await expect(makeFolder(folder)).rejects.toMatchObject({
        code: Code.FAILED_PRECONDITION,
        message: expect.stringMatching(/: E\w+; name a folder/),
      });
    }
  });
});
