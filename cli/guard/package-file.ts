import path from 'node:path';

/** The project's root: this file runs from cli/guard/ and from dist/cli/guard/. */
const above = path.resolve(import.meta.dirname, '../..');
const packageRoot = path.basename(above) === 'dist' ? path.dirname(above) : above;

/** A file that ships with the package. */
export function packageFile(relative: string): string {
  return path.join(packageRoot, relative);
}
