// A TCP relay that delivers every byte a fixed time after it came, in both directions: a network between machines.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What one direction of a connection holds back at most before its sender has to wait. */
const heldBytesMax = 64 << 20;

export class DelayingProxy {
  /** host:port of the relay. */
  readonly address: string;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>) {
    const { address, port } = server.address() as AddressInfo;
    this.address = `${address}:${port}`;
    this.#server = server;
    this.#sockets = sockets;
  }

  /**
   * Listens on `listen` and relays to `target`.
   * @param delayMs one way; asked for each chunk, so that it can change while connections are open.
   */
  static async start(
    listen: { readonly host: string; readonly port: number },
    target: { readonly host: string; readonly port: number },
    delayMs: () => number,
  ): Promise<DelayingProxy> {
    const sockets = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (near) => {
      const far = connect({ ...target, noDelay: true, allowHalfOpen: true });
      near.setNoDelay(true);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => sockets.delete(socket));
      }
      relay(near, far, delayMs);
      relay(far, near, delayMs);
    });
    server.listen(listen.port, listen.host);
    await once(server, 'listening');
    return new DelayingProxy(server, sockets);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function relay(from: Socket, to: Socket, delayMs: () => number): void {
  const held: { readonly chunk: Buffer; readonly dueMs: number }[] = [];
  let heldBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const deliver = () => {
    timer = undefined;
    const now = performance.now();
    while (held[0] !== undefined && held[0].dueMs <= now) {
      const { chunk } = held.shift()!;
      heldBytes -= chunk.length;
      if (!to.destroyed) to.write(chunk);
    }
    if (heldBytes < heldBytesMax) from.resume();
    if (held[0] !== undefined) wait(held[0].dueMs - now);
    else if (ended) to.end();
  };
  /** A timer of Node is up to a millisecond late: the last one is waited for in turns of the event loop. */
  const wait = (ms: number) => {
    if (ms > 1) timer = setTimeout(deliver, Math.floor(ms - 0.5));
    else setImmediate(deliver);
  };
  from.on('data', (chunk: Buffer) => {
    held.push({ chunk, dueMs: performance.now() + delayMs() });
    heldBytes += chunk.length;
    if (heldBytes >= heldBytesMax) from.pause();
    if (held.length === 1 && timer === undefined) wait(delayMs());
  });
  from.on('end', () => {
    ended = true;
    if (held.length === 0) to.end();
  });
  from.on('close', () => {
    if (ended) return;
    clearTimeout(timer);
    to.destroy();
  });
}
