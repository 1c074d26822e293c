// A TCP relay that delivers every byte a fixed time after it came, in both directions: a network between machines.
//
// It sleeps in the C library: a timer of Node is up to a millisecond late, and waiting in turns of the event loop would
// take the cores away from what is being measured.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { cLibrary, type NativeFunction, native } from '../../lib/tensor/ffi.ts';

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

type Microsleep = (microseconds: number) => number;
let microsleep: NativeFunction<Microsleep> | undefined;

function sleep(ms: number): Promise<number> {
  microsleep ??= native<Microsleep>(cLibrary(), 'int usleep(unsigned int microseconds)');
  return microsleep.async(Math.ceil(ms * 1_000));
}

function relay(from: Socket, to: Socket, delayMs: () => number): void {
  const held: { readonly chunk: Buffer; readonly dueMs: number }[] = [];
  let heldBytes = 0;
  let ended = false;
  const deliver = () => {
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
  const wait = (ms: number) => {
    if (ms <= 0) setImmediate(deliver);
    else void sleep(ms).then(deliver);
  };
  from.on('data', (chunk: Buffer) => {
    held.push({ chunk, dueMs: performance.now() + delayMs() });
    heldBytes += chunk.length;
    if (heldBytes >= heldBytesMax) from.pause();
    if (held.length === 1) wait(delayMs());
  });
  from.on('end', () => {
    ended = true;
    if (held.length === 0) to.end();
  });
  from.on('close', () => {
    if (!ended) to.destroy();
  });
}
