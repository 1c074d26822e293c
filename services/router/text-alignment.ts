// Which parts of a text a guard has left as they were, and what it has put in the place of the others.

export type AlignedPart =
  | { readonly kind: 'same'; readonly length: number }
  /** `text` stands in the place of `length` characters. */
  | { readonly kind: 'changed'; readonly text: string; readonly length: number };

/** A shorter stretch between two changes may be the same by chance, unless it holds a quote. */
const stretchMin = 4;
/** Pairs of characters that are compared at most: beyond, changes that are far apart count as one. */
const comparisonsMax = 4_000_000;

/** The parts in order; those that are the same, taken together with what was changed, are `before`. */
export function align(before: string, after: string): AlignedPart[] {
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  const middle = alignChanged(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const parts: AlignedPart[] = [{ kind: 'same', length: start }, ...middle, { kind: 'same', length: end }];
  return parts.filter((part) => part.length > 0 || (part.kind === 'changed' && part.text !== ''));
}

function alignChanged(before: string, after: string): AlignedPart[] {
  if (before === '' && after === '') return [];
  const stretch = longestCommon(before, after);
  if (stretch === undefined) return [{ kind: 'changed', text: after, length: before.length }];
  const { from, to, length } = stretch;
  return [
    ...align(before.slice(0, from), after.slice(0, to)),
    { kind: 'same', length },
    ...align(before.slice(from + length), after.slice(to + length)),
  ];
}

function longestCommon(before: string, after: string): { from: number; to: number; length: number } | undefined {
  if (before.length * after.length > comparisonsMax) return undefined;
  let best: { from: number; to: number; length: number } | undefined;
  // Lengths of the common ends of before[..i] and after[..j].
  let row = new Uint32Array(after.length + 1);
  for (let i = 1; i <= before.length; i += 1) {
    const next = new Uint32Array(after.length + 1);
    for (let j = 1; j <= after.length; j += 1) {
      if (before[i - 1] !== after[j - 1]) continue;
      const length = (row[j - 1] as number) + 1;
      next[j] = length;
      if (length <= (best?.length ?? 0)) continue;
      const text = before.slice(i - length, i);
      if (length >= stretchMin || text.includes('"')) best = { from: i - length, to: j - length, length };
    }
    row = next;
  }
  return best;
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}
