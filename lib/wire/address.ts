// Addresses of servers, as text.

/** host:port, as a client takes it. */
export function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether an address is of this very machine, as far as the address tells. */
export function isLoopback(address: string): boolean {
  return /^(127(\.\d+){3}|localhost|\[::1\]):\d+$/.test(address);
}

/** The address that peers dial: the port that was bound, under the host that they can reach. */
export function advertised(address: string, advertiseHost: string | undefined): string {
  return advertiseHost === undefined ? address : address.replace(/^.*(?=:\d+$)/, advertiseHost);
}
