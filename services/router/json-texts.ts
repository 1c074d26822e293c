// The texts inside of a JSON value, keys of objects included: what a model may read of it.

/** The value with every text replaced by what `change` makes of it, in the order in which it is written. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [change(key), mapTexts(entry, change)]));
}

export function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  mapTexts(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** Levels of lists and objects inside of each other; 0 for a plain value. Does not recurse. */
export function depthOf(value: unknown): number {
  let depth = 0;
  let level: unknown[] = [value];
  for (;;) {
    level = level.flatMap((entry) => {
      if (typeof entry !== 'object' || entry === null) return [];
      return [Object.values(entry)];
    });
    if (level.length === 0) return depth;
    depth += 1;
    level = level.flat();
  }
}
