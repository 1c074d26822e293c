// What would keep a cluster from starting, found before anything is started.
import { createServer, connect as dial } from 'node:net';
import { natsOptions, redacted } from '../lib/cluster/nats-url.ts';
import { describeModel } from '../lib/model/registry.ts';
import { GgufModel } from '../lib/tensor/gguf.ts';
import { Code, FulgurError } from '../lib/wire/errors.ts';
import { type ListenTarget, listenError } from '../lib/wire/listen-error.ts';

const dialTimeoutMs = 2_000;

/** Rejects with one line that names the file and what is wrong with it. */
export async function checkModel(path: string): Promise<void> {
  describeModel(await GgufModel.open(path));
}

/** Rejects with one line that names the port and its option, when something else listens there. */
export async function checkPort(target: ListenTarget): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, target)));
    server.listen(target.port, target.host, resolve);
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** Rejects when none of the servers that `url` names takes connections. */
export async function checkNats(url: string): Promise<void> {
  const { servers = [] } = natsOptions(url);
  const reached = await Promise.all([servers].flat().map(takesConnections));
  if (reached.some(Boolean)) return;
  const message = `no NATS server answers at ${redacted(url)}: start it, or leave out --nats-url (FULGUR_NATS_URL) to have one started`;
  throw new FulgurError(Code.UNAVAILABLE, message, { field: 'natsUrl' });
}

function takesConnections(server: string): Promise<boolean> {
  const { hostname, port } = new URL(`nats://${server}`);
  return new Promise((resolve) => {
    const socket = dial({ host: hostname, port: Number(port), timeout: dialTimeoutMs });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
