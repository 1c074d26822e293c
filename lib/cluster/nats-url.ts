// Addresses of NATS servers as an operator writes them.
import type { ConnectionOptions } from '@nats-io/transport-node';
import { invalid } from '../wire/errors.ts';

/** Connection options of `url`: servers separated by commas, credentials as user:password@ or token@. */
export function natsOptions(url: string): ConnectionOptions {
  const servers = parse(url);
  const { username, password } = servers[0]!;
  const options: ConnectionOptions = { servers: servers.map((server) => server.host) };
  if (username !== '' && password !== '') {
    options.user = decodeURIComponent(username);
    options.pass = decodeURIComponent(password);
  } else if (username !== '') {
    options.token = decodeURIComponent(username);
  }
  if (servers[0]!.protocol === 'tls:') options.tls = {};
  return options;
}

/** `url` without its credentials, for logs and errors. */
export function redacted(url: string): string {
  return url.replace(/\/\/[^@/,]*@/g, '//');
}

function parse(url: string): URL[] {
  return url.split(',').map((part) => {
    const text = part.trim();
    const full = text.includes('://') ? text : `nats://${text}`;
    if (!URL.canParse(full) || new URL(full).hostname === '' || !/^(nats|tls):$/.test(new URL(full).protocol)) {
      throw invalid('natsUrl', `nats-url ${JSON.stringify(redacted(text))} is not nats://host:port or tls://host:port`);
    }
    const server = new URL(full);
    if (server.port === '') server.port = '4222';
    return server;
  });
}
