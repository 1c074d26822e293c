import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BidiStream } from './bidi-stream.ts';
import { Channel } from './client.ts';
import { Code, type FulgurError, RetryableError } from './errors.ts';
import { GuardMethods } from './methods.ts';
import { closeAll, startTestServer } from './testing.ts';

afterEach(closeAll);

const link = { deadlineMs: Number.POSITIVE_INFINITY };

function closed(stream: BidiStream<never, unknown>): Promise<FulgurError | undefined> {
  return new Promise((resolve) => stream.onClose(resolve));
}

describe('a peer that dies', () => {
  it('is noticed at once when its process is killed', async () => {
    const script = path.join(import.meta.dirname, 'testing-peer.ts');
    const tsx = path.resolve(import.meta.dirname, '../../node_modules/.bin/tsx');
    const peer = spawn(tsx, [script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    try {
      const [line] = await once(peer.stdout, 'data');
      const channel = new Channel(String(line).trim());
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      const answered = new Promise((resolve) => stream.onMessage(resolve));
      stream.send({ text: 'hello' });
      await answered;
      const end = closed(stream);
      process.kill(-peer.pid!, 'SIGKILL');
      const killedMs = performance.now();
      expect(await end).toBeInstanceOf(RetryableError);
      expect(performance.now() - killedMs).toBeLessThan(1_000);
      channel.close();
    } finally {
      if (peer.exitCode === null && peer.signalCode === null) process.kill(-peer.pid!, 'SIGKILL');
    }
  });

  it('is noticed within seconds when its network goes silent', async () => {
    const { server } = await startTestServer({});
    const sockets: Socket[] = [];
    const proxy = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      sockets.push(near, far);
      near.on('error', () => {});
      far.on('error', () => {});
      near.pipe(far);
      far.pipe(near);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const channel = new Channel(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    try {
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      const answered = new Promise((resolve) => stream.onMessage(resolve));
      stream.send({ text: 'hello' });
      await answered;
      const end = closed(stream);
      for (const socket of sockets) socket.unpipe().pause();
      const error = await end;
      expect(error).toBeInstanceOf(RetryableError);
      expect(error).toMatchObject({ code: Code.UNAVAILABLE });
    } finally {
      channel.close();
      for (const socket of sockets) socket.destroy();
      proxy.close();
    }
  }, 10_000);
});
