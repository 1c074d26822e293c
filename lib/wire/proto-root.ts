// Where the .proto files are: proto/ in the source tree, dist/proto/ beside the compiled code.
import { existsSync } from 'node:fs';
import path from 'node:path';

export function protoRoot(): string {
  const root = path.resolve(import.meta.dirname, '../../proto');
  if (!existsSync(path.join(root, 'fulgur/v1'))) throw new Error(`no .proto files in ${root}`);
  return root;
}
