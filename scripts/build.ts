// Compiles to dist/, puts the generated codecs and the .proto files (for server reflection) beside it, and the native
// kernels where they can be compiled.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildNative } from './build-native.ts';

const root = path.resolve(import.meta.dirname, '..');
rmSync(path.join(root, 'dist'), { recursive: true, force: true });
execFileSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
for (const folder of ['proto', 'web']) {
  cpSync(path.join(root, folder), path.join(root, 'dist', folder), { recursive: true });
}
const kernels = await buildNative();
if (kernels !== undefined) {
  mkdirSync(path.join(root, 'dist/native'), { recursive: true });
  cpSync(kernels, path.join(root, 'dist/native', path.basename(kernels)));
}
