// How urgent a request is, as the queue counts it: lane 0 goes first.
import { fulgur } from '../../proto/gen/fulgur.js';

const { PRIORITY_NORMAL, PRIORITY_HIGH, PRIORITY_LOW } = fulgur.v1.Priority;

/** Most urgent first. */
const order: readonly fulgur.v1.Priority[] = [PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW];

export const priorityLanes = order.length;

/** undefined for a number that is no priority. */
export function laneOf(priority: fulgur.v1.Priority): number | undefined {
  const lane = order.indexOf(priority);
  return lane < 0 ? undefined : lane;
}
