// Finds and runs the nats-server of a cluster on one machine.
import { existsSync } from 'node:fs';
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

export function natsServerArguments(port: number, storeDir: string): string[] {
  return ['-js', '-sd', storeDir, '-a', '127.0.0.1', '-p', String(port)];
}
