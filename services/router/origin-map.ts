// Where the characters of a channel stand in the text that the model wrote. Offsets are UTF-16 code units.

/** A stretch that is the same in both. */
interface Stretch {
  readonly offset: number;
  readonly origin: number;
  length: number;
}

export class OriginMap {
  readonly #stretches: Stretch[] = [];
  #length = 0;

  /** The channel goes on with `length` characters, from `origin` on in the model's text; undefined: not from there. */
  add(length: number, origin: number | undefined): void {
    const last = this.#stretches.at(-1);
    const offset = this.#length;
    this.#length += length;
    if (origin === undefined) return;
    const goesOn = last !== undefined && last.offset + last.length === offset && last.origin + last.length === origin;
    if (goesOn) last.length += length;
    else this.#stretches.push({ offset, origin, length });
  }

  /** Where in the model's text the channel's text up to `offset` ends. */
  originOf(offset: number): number {
    const stretch = this.#stretches.findLast((candidate) => candidate.offset < offset);
    return stretch === undefined ? 0 : stretch.origin + Math.min(stretch.length, offset - stretch.offset);
  }

  /** Where in the channel a character of the model's text stands; undefined when it is not in it. */
  offsetOf(origin: number): number | undefined {
    const stretch = this.#stretches.find((candidate) => {
      return origin >= candidate.origin && origin < candidate.origin + candidate.length;
    });
    return stretch && stretch.offset + origin - stretch.origin;
  }
}
