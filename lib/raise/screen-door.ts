// How a router reads texts with a guard of its own process: each delta is judged within `take`. What is said and heard is
// what the stream of `fulgur.v1.OutputScreens` carries, one item at a time.

import type { fulgur } from '../../proto/gen/fulgur.js';
import { Door, type DoorService } from '../wire/door.ts';
import type { FulgurError } from '../wire/errors.ts';

export interface ScreenListener {
  /** Within `take` about what it was given; at any other time when a safety model has answered. */
  readonly onRelease: (release: fulgur.v1.IScreenRelease) => void;
  /** The guard has ended the connection, and every screen on it. */
  readonly onLost: (error: FulgurError) => void;
}

export interface ScreenConnection {
  /** Never throws: a screen that fails is answered with its failure. */
  take(delta: fulgur.v1.IScreenDelta): void;
}

export interface ScreenDoor extends DoorService {
  connect(listener: ScreenListener): ScreenConnection;
}

export const screenDoor = new Door<ScreenDoor>('screens');
