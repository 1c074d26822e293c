// Node's own HTTP server with an event stream per request and nothing behind it: what a stream costs any server of Node.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface BareServer {
  readonly port: number;
  readonly pid: number;
  stop(): void;
}

const file = fileURLToPath(import.meta.url);

/** In a process of its own. */
export async function startBareServer(): Promise<BareServer> {
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(message as number));
    child.once('error', reject);
  });
  return { port, pid: child.pid as number, stop: () => void child.kill() };
}

if (process.argv[1] === file) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      response.write('data: {"choices":[]}\n\n');
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('disconnect', () => process.exit());
}
