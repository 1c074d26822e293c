// V8's garbage collector, called by name.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Without options it is a full collection; one that asks for `major` is none in Node 20. */
type Collect = (options?: { readonly type: 'minor' }) => void;

let collect: Collect | undefined;

/** V8's own function, which it shows to contexts made after the flag was set. */
function collector(): Collect {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
    setFlagsFromString('--no-expose-gc');
  }
  return collect;
}

/** About a millisecond where little of what is young lives. */
export function collectYoung(): void {
  collector()({ type: 'minor' });
}

/** Everything, which takes about a millisecond per megabyte of what lives. */
export function collectAll(): void {
  collector()();
}
