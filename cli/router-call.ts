// Commands that talk to a running cluster: a channel to its router, and what to do when there is none.
import { Channel } from '../lib/wire/client.ts';
import { Code, FulgurError } from '../lib/wire/errors.ts';

/** The default of `--endpoint`. */
export const localEndpoint = '127.0.0.1:50051';

/** Runs `work` with a channel to the router at `endpoint` (host:port), which is closed afterwards. */
export async function withRouter<T>(endpoint: string, work: (channel: Channel) => Promise<T>): Promise<T> {
  const channel = new Channel(endpoint);
  try {
    return await work(channel);
  } catch (error) {
    throw routerError(error, endpoint);
  } finally {
    channel.close();
  }
}

/** An unreachable router in the words of someone at a terminal; other errors as they are. */
export function routerError(error: unknown, endpoint: string): unknown {
  if (!(error instanceof FulgurError) || error.code !== Code.UNAVAILABLE || error.reason !== 'connection_lost')
    return error;
  const how =
    'start one with `fulgur up` or `fulgur cluster`, or name another with --endpoint HOST:PORT, its gRPC port';
  return new FulgurError(Code.UNAVAILABLE, `no router answers at ${endpoint}: ${how}`, { cause: error });
}
