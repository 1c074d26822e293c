// A TCP port that nobody listens on.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Code, FulgurError } from '../lib/wire/errors.ts';

/**
 * Below those that systems hand out to whoever asks for port 0 (32768 and up on Linux): between now and the moment that
 * the port is opened, no other process of the cluster is given it.
 */
const portLeast = 20_000;
const portMost = 32_000;
const triesMost = 100;

/** Somebody who chooses ports the same way may still open it first. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < triesMost; tries++) {
    const port = randomInt(portLeast, portMost);
    if (await isFree(port)) return port;
  }
  throw new FulgurError(
    Code.RESOURCE_EXHAUSTED,
    `none of ${triesMost} ports from ${portLeast} to ${portMost} is free: name one`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
