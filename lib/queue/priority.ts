// How urgent a request is, as queues count it: lane 0 is the most urgent.
import { fulgur } from '../../proto/gen/fulgur.js';

const { PRIORITY_NORMAL, PRIORITY_HIGH, PRIORITY_LOW } = fulgur.v1.Priority;

const lanes: readonly { readonly priority: fulgur.v1.Priority; readonly share: number }[] = [
  { priority: PRIORITY_HIGH, share: 16 },
  { priority: PRIORITY_NORMAL, share: 4 },
  { priority: PRIORITY_LOW, share: 1 },
];

/** What each lane gets where all of them want more than there is. */
export const laneShares: readonly number[] = lanes.map(({ share }) => share);

/** undefined for a number that is no priority. */
export function laneOf(priority: fulgur.v1.Priority): number | undefined {
  const lane = lanes.findIndex((one) => one.priority === priority);
  return lane < 0 ? undefined : lane;
}
