// The process of a DelayingProxy: relays TCP bytes, each a fixed time after it came.
//
// It sleeps in the C library: a timer of Node is up to a millisecond late, and waiting in turns of the event loop would
// take the cores away from what is being measured.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { cLibrary, type NativeFunction, native } from '../../lib/tensor/ffi.ts';
import type { RelayCommand, RelayReport } from './delaying-proxy.ts';

/** What one direction of a connection holds back at most before its sender has to wait. */
const heldBytesMax = 64 << 20;
/** Deliveries between two reports whose lateness is kept; that of more is not. */
const latenessMax = 1 << 16;

type Microsleep = (microseconds: number) => number;
let microsleep: NativeFunction<Microsleep> | undefined;
let delayMs = 0;
let lateMs: number[] = [];

function sleep(ms: number): Promise<number> {
  microsleep ??= native<Microsleep>(cLibrary(), 'int usleep(unsigned int microseconds)');
  return microsleep.async(Math.ceil(ms * 1_000));
}

function relay(from: Socket, to: Socket): void {
  const held: { readonly chunk: Buffer; readonly dueMs: number }[] = [];
  let heldBytes = 0;
  let ended = false;
  const deliver = () => {
    const now = performance.now();
    while (held[0] !== undefined && held[0].dueMs <= now) {
      const { chunk, dueMs } = held.shift()!;
      heldBytes -= chunk.length;
      if (lateMs.length < latenessMax) lateMs.push(now - dueMs);
      if (!to.destroyed) to.write(chunk);
    }
    if (heldBytes < heldBytesMax) from.resume();
    if (held[0] !== undefined) wait(held[0].dueMs - now);
    else if (ended) to.end();
  };
  const wait = (ms: number) => {
    if (ms <= 0) deliver();
    else void sleep(ms).then(deliver);
  };
  from.on('data', (chunk: Buffer) => {
    held.push({ chunk, dueMs: performance.now() + delayMs });
    heldBytes += chunk.length;
    if (heldBytes >= heldBytesMax) from.pause();
    if (held.length === 1) wait(delayMs);
  });
  from.on('end', () => {
    ended = true;
    if (held.length === 0) to.end();
  });
  from.on('close', () => {
    if (!ended) to.destroy();
  });
}

function report(message: RelayReport): void {
  process.send!(message);
}

async function main([host, port, targetHost, targetPort]: readonly string[]): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: targetHost!, port: Number(targetPort), noDelay: true, allowHalfOpen: true });
    near.setNoDelay(true);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    relay(near, far);
    relay(far, near);
  });
  process.on('disconnect', () => process.exit(0));
  process.on('message', (command: RelayCommand) => {
    delayMs = command.delayMs;
    report({ lateMs });
    lateMs = [];
  });
  server.listen(Number(port), host);
  await once(server, 'listening');
  const { address, port: listening } = server.address() as AddressInfo;
  report({ address: `${address}:${listening}` });
}

await main(process.argv.slice(2));
