// Generates proto/gen (protobufjs static codecs and their types) from proto/fulgur/v1.
// `--check` compares with what is committed instead of writing, and fails when they differ.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const protoDir = path.join(root, 'proto');
const committedDir = path.join(protoDir, 'gen');

function generate(outDir: string): void {
  const protos = readdirSync(path.join(protoDir, 'fulgur/v1'))
    .filter((file) => file.endsWith('.proto'))
    .sort()
    .map((file) => path.join('fulgur/v1', file));
  const bin = (name: string) => path.join(root, 'node_modules/.bin', name);
  const js = path.join(outDir, 'fulgur.js');
  execFileSync(
    bin('pbjs'),
    ['-t', 'static-module', '-w', 'es6', '--dependency', 'protobufjs/minimal.js', '--force-number']
      .concat([
        '--no-verify',
        '--no-delimited',
        '--no-convert',
        '--no-typeurl',
        '--no-service',
        '-p',
        protoDir,
        '-o',
        js,
      ])
      .concat(protos),
    { stdio: 'inherit' },
  );
  execFileSync(bin('pbts'), ['-o', path.join(outDir, 'fulgur.d.ts'), js], { stdio: 'inherit' });
}

if (process.argv.includes('--check')) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'fulgur-gen-'));
  try {
    generate(scratch);
    for (const file of ['fulgur.js', 'fulgur.d.ts']) {
      if (readFileSync(path.join(scratch, file), 'utf8') !== readFileSync(path.join(committedDir, file), 'utf8')) {
        console.error(`proto/gen/${file} is not what proto/*.proto generates: run "npm run generate" and commit it`);
        process.exit(1);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
} else {
  mkdirSync(committedDir, { recursive: true });
  generate(committedDir);
}
