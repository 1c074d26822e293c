// Long texts are judged in windows, so that one bad paragraph is not lost in a good book.

/** Longest window, in UTF-16 units: about 200 words. */
export const WINDOW_UNITS = 1024;
/** What two neighbouring windows share, so that a sentence on the border is whole in one of them. */
export const WINDOW_OVERLAP_UNITS = 128;

/** The [from, to) of each window of a text of `length` units; one for a text that fits. */
export function windowsOf(
  length: number,
  windowUnits = WINDOW_UNITS,
  overlapUnits = WINDOW_OVERLAP_UNITS,
): [number, number][] {
  const windows: [number, number][] = [];
  for (let from = 0; ; from += windowUnits - overlapUnits) {
    const to = Math.min(length, from + windowUnits);
    windows.push([from, to]);
    if (to === length) return windows;
  }
}
