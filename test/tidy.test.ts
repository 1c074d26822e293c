// House style as a test: what a reviewer would otherwise have to say again and again.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('proto/gen/'));
const sources = files.filter((file) => file.endsWith('.ts'));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the tree', () => {
  it('has no folder or file named for nothing in particular', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.ts$)/.test(file))).toEqual([]);
  });

  it('keeps source files under 400 lines', () => {
    const long = sources.filter((file) => !file.endsWith('.test.ts') && read(file).split('\n').length > 400);
    expect(long).toEqual([]);
  });

  it('leaves no promises in the code', () => {
    const pattern = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['X', 'XX'].join('')})\\b`);
    expect(sources.filter((file) => pattern.test(read(file)))).toEqual([]);
  });

  it('focuses no test', () => {
    expect(
      sources.filter((file) => file.endsWith('.test.ts') && /\b(it|test|describe)\.only\(/.test(read(file))),
    ).toEqual([]);
  });
});

describe('documents', () => {
  /** Where a heading is found from outside, as forges make it. */
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
  const anchorsOf = (file: string) => [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

  it('link to files and sections that are there', () => {
    const broken = files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...read(file).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
          .map(([, target, section]) => {
            const linked = target ? path.posix.join(path.posix.dirname(file), target) : file;
            return { linked, section };
          })
          .filter(
            ({ linked, section }) =>
              !files.includes(linked) || (section !== undefined && !anchorsOf(linked).includes(section)),
          )
          .map(({ linked, section }) => `${file} -> ${linked}${section === undefined ? '' : `#${section}`}`),
      );
    expect(broken).toEqual([]);
  });
});

describe('imports', () => {
  it('reach koffi through one file', () => {
    const users = sources.filter((file) => /^import .* from 'koffi'/m.test(read(file)));
    expect(users.filter((file) => file !== 'lib/tensor/ffi.ts')).toEqual([]);
  });

  it('never lead from one service into another', () => {
    const crossing = sources
      .filter((file) => file.startsWith('services/') && !file.includes('.test.') && !file.includes('/testing/'))
      .flatMap((file) => {
        const own = file.split('/')[1];
        return [...read(file).matchAll(/from '([^']+)'/g)]
          .map((match) => match[1] as string)
          .filter((target) => target.startsWith('.'))
          .map((target) => path.posix.normalize(path.posix.join(path.posix.dirname(file), target)))
          .filter((target) => target.startsWith('services/') && target.split('/')[1] !== own)
          .map((target) => `${file} -> ${target}`);
      });
    expect(crossing).toEqual([]);
  });

  it('keep lib/actor and lib/model free of gRPC, NATS and metrics', () => {
    const offenders = sources.filter(
      (file) =>
        /^lib\/(actor|model)\//.test(file) &&
        !file.endsWith('.test.ts') &&
        /from '(@grpc|@nats-io|prom-client)/.test(read(file)),
    );
    expect(offenders).toEqual([]);
  });
});
