// Finds and runs the nats-server of a cluster on one machine.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

/** Debian puts it in /usr/sbin, which is not on everyone's PATH. */
export function findNatsServer(searchPath = process.env['PATH'] ?? ''): string {
  const folders = [...searchPath.split(':').filter((folder) => folder !== ''), '/usr/sbin', '/usr/local/bin'];
  const found = folders.map((folder) => path.join(folder, 'nats-server')).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new FulgurError(
    Code.FAILED_PRECONDITION,
    'nats-server is not on PATH: install it (Debian: apt-get install nats-server) or name a running one with --nats-url',
  );
}

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

export function natsServerArguments(port: number, storeDir: string): string[] {
  return ['-js', '-sd', storeDir, '-a', '127.0.0.1', '-p', String(port)];
}
