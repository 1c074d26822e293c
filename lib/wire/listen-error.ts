// Why a port could not be opened, in one line that names the option.
import { Code, FulgurError } from './errors.ts';

export interface ListenTarget {
  readonly host: string;
  readonly port: number;
  /** The option that chose the port, as config files spell it: `grpcPort`. */
  readonly option: string;
}

export function listenError(cause: unknown, { host, port, option }: ListenTarget): FulgurError {
  const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const variable = `FULGUR_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
  const text =
    cause instanceof Error ? `${(cause as NodeJS.ErrnoException).code ?? ''} ${cause.message}` : String(cause);
  const fail = (problem: string) =>
    new FulgurError(Code.FAILED_PRECONDITION, problem, { cause, field: option, reason: 'cannot_listen' });
  if (text.includes('EADDRINUSE')) {
    return fail(`port ${port} of ${host} is in use: choose another with ${flag} (${variable}), 0 for any free one`);
  }
  if (text.includes('EACCES')) {
    return fail(`port ${port} of ${host} needs privileges: choose one above 1023 with ${flag} (${variable})`);
  }
  if (/EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EINVAL/.test(text)) {
    return fail(`${host} is no address of this machine: choose another with --host (FULGUR_HOST)`);
  }
  return fail(`cannot listen on ${host}:${port} (${flag}): ${text.trim()}`);
}
