import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DelayingProxy } from './delaying-proxy.ts';

describe('a delaying proxy', () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function echo() {
    const server = createServer((socket) => void socket.setNoDelay(true).pipe(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const proxy = await DelayingProxy.start({ host: '127.0.0.1', port: 0 }, { host: '127.0.0.1', port });
    closers.push(() => proxy.stop());
    const [host, proxyPort] = proxy.address.split(':') as [string, string];
    const socket = connect({ host, port: Number(proxyPort), noDelay: true });
    await once(socket, 'connect');
    closers.push(() => socket.destroy());
    return { socket, proxy };
  }

  it('delivers each byte, in order, no sooner than its delay after it came, both ways', async () => {
    const { socket, proxy } = await echo();
    await proxy.delay(5);
    const startedMs = performance.now();
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    const got: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => got.push(chunk));
    socket.end(sent);
    await once(socket, 'end');
    expect(Buffer.concat(got).equals(sent)).toBe(true);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(10);
  });

  it('follows a delay that changes', async () => {
    const { socket, proxy } = await echo();
    await proxy.delay(200);
    const roundTrip = async () => {
      const startedMs = performance.now();
      socket.write('x');
      await once(socket, 'data');
      return performance.now() - startedMs;
    };
    expect(await roundTrip()).toBeGreaterThanOrEqual(400);
    // The byte went through the relay twice.
    expect(await proxy.delay(0)).toHaveLength(2);
    expect(await roundTrip()).toBeLessThan(400);
  });
});
