// The signals that ask a process to stop.

export interface StopSignal {
  /** Resolves with the name of the first SIGTERM or SIGINT. The second one ends the process at once, with code 130. */
  readonly received: Promise<NodeJS.Signals>;
}

export function listenForStop(): StopSignal {
  let isFirst = true;
  const received = new Promise<NodeJS.Signals>((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      if (!isFirst) process.exit(130);
      isFirst = false;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
  return { received };
}
