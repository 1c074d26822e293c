/** Resolves on the first SIGINT or SIGTERM; the second one ends the process at once with code 130. */
export function untilSignal(): Promise<void> & { received: boolean } {
  let received = false;
  const promise = new Promise<void>((resolve) => {
    const onSignal = () => {
      if (received) process.exit(130);
      received = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
  return Object.defineProperty(promise, 'received', { get: () => received }) as Promise<void> & { received: boolean };
}
