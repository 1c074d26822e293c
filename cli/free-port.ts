import { createServer } from 'node:net';
import { Code, FulgurError } from '../lib/wire/errors.ts';

/** A TCP port that is free now on loopback. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new FulgurError(Code.INTERNAL, 'no TCP port to be had');
  return address.port;
}
