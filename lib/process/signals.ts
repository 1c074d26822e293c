// The signals that ask a process to stop.

export interface StopSignal {
  /** Resolves with the name of the first SIGTERM or SIGINT. Another one later ends the process at once, with code 130. */
  readonly received: Promise<NodeJS.Signals>;
  readonly isReceived: boolean;
}

/** npm passes on a Ctrl-C that the terminal has sent to the whole process group already: so close together they are one. */
const oneRequestMs = 300;

export function listenForStop(): StopSignal {
  let firstMs: number | undefined;
  const received = new Promise<NodeJS.Signals>((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      const now = performance.now();
      if (firstMs !== undefined && now - firstMs > oneRequestMs) process.exit(130);
      firstMs ??= now;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
  return {
    received,
    get isReceived() {
      return firstMs !== undefined;
    },
  };
}
