// What the command says to someone who types something wrong, or has something in the way.
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFulgur } from '../support/fulgur-process.ts';

const server = createServer();
let taken = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  taken = (server.address() as { port: number }).port;
});
afterAll(() => void server.close());

const freely = ['--http-port', '0', '--grpc-port', '0'];

describe('a command that cannot do what it is told', () => {
  it.each<[string, () => string[], RegExp]>([
    ['an unknown command', () => ['fly'], /no command is called 'fly'; it is one of up, cluster, status, chat/],
    ['an unknown flag', () => ['up', '--shards', '2'], /unknown option '--shards'; the options are .*--expert-shards/],
    [
      'a number that is none',
      () => ['up', '--http-port', 'x'],
      /--http-port \(FULGUR_HTTP_PORT\): "x" is not acceptable/,
    ],
    ['a variable that does not count', () => ['chat', '--temperature', '9'], /--temperature: 9 is not acceptable/],
    ['no router', () => ['status', '--endpoint', '127.0.0.1:1'], /no router answers at 127\.0\.0\.1:1: start one with/],
    ['no router to talk to', () => ['chat', '--endpoint', '127.0.0.1:1', '--message', 'x'], /no router answers at/],
    ['a missing model', () => ['up', ...freely, '--model', '/nowhere/a.gguf'], /\/nowhere\/a\.gguf: no such file/],
    [
      'a missing model of a cluster',
      () => ['cluster', '--model', '/nowhere/a.gguf'],
      /\/nowhere\/a\.gguf: no such file/,
    ],
    ['a file that is no model', () => ['cluster', '--model', import.meta.filename], /does not start with "GGUF"/],
    ['a taken port', () => ['up', '--http-port', `${taken}`], /port \d+ of 127\.0\.0\.1 is in use: .*--http-port/],
    [
      'a taken port of a cluster',
      () => ['cluster', '--http-port', '0', '--grpc-port', `${taken}`],
      /in use: .*--grpc-port/,
    ],
    [
      'no NATS',
      () => ['cluster', ...freely, '--nats-url', 'nats://127.0.0.1:1'],
      /no NATS server answers at nats:.*:1/,
    ],
  ])('says so in one line: %s', async (_, args, line) => {
    const { code, stdout, stderr } = await runFulgur(...args());
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(line);
    expect(stdout).not.toContain('started');
    expect(code).toBe(1);
  });

  it('explains the options of each command', async () => {
    for (const command of ['up', 'cluster', 'status', 'chat']) {
      const { code, stdout } = await runFulgur(command, '--help');
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^usage: fulgur ${command} \\[options\\]\n\n +--`));
    }
  });
});
