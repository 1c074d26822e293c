// A bus as a process sees it that stands still for a while, as under SIGSTOP or a long pause of its machine.
import type { EventBus, KeyValue, KvChange } from '../../../lib/cluster/bus.ts';

export interface StallableBus {
  readonly bus: EventBus;
  /** Resolves when it stands still. */
  readonly stalled: Promise<void>;
  /** Nothing goes out or comes in any more once a key is about to be written that `isMoment` picks. */
  stallAt(isMoment: (key: string) => boolean): void;
  /** Everything that waits goes on, in order. */
  go(): void;
}

export function stallable(inner: EventBus): StallableBus {
  let isMoment = (_key: string) => false;
  let waiting: (() => void)[] | undefined;
  let tellStalled = () => {};
  const stalled = new Promise<void>((resolve) => {
    tellStalled = resolve;
  });
  const passing = (): Promise<void> =>
    new Promise((resolve) => (waiting === undefined ? resolve() : waiting.push(resolve)));
  const writing = (key: string) => {
    if (isMoment(key)) {
      waiting ??= [];
      tellStalled();
    }
    return passing();
  };
  const around = (bucket: KeyValue): KeyValue => ({
    get: (key) => passing().then(() => bucket.get(key)),
    entries: () => passing().then(() => bucket.entries()),
    put: (key, value) => writing(key).then(() => bucket.put(key, value)),
    create: (key, value) => writing(key).then(() => bucket.create(key, value)),
    update: (key, value, revision) => writing(key).then(() => bucket.update(key, value, revision)),
    delete: (key) => writing(key).then(() => bucket.delete(key)),
    watch: (onChange) => bucket.watch((change: KvChange) => void passing().then(() => onChange(change))),
  });
  const bus: EventBus = {
    get connected() {
      return inner.connected;
    },
    get droppedEvents() {
      return inner.droppedEvents;
    },
    onConnection: (listener) => inner.onConnection(listener),
    publish: (subject, payload) => inner.publish(subject, payload),
    subscribe: (subject, onMessage) => inner.subscribe(subject, onMessage),
    keyValue: async (name, options) => around(await inner.keyValue(name, options)),
    close: async () => {},
  };
  return {
    bus,
    stalled,
    stallAt(moment) {
      isMoment = moment;
    },
    go() {
      isMoment = () => false;
      const all = waiting ?? [];
      waiting = undefined;
      for (const resume of all) resume();
    },
  };
}
