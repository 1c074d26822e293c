// Which of any number of nodes a block belongs to: highest random weight (rendezvous) hashing. When a node comes or goes,
// only the blocks of that node move, and every replica agrees without talking to any other.

/** The node with the highest weight for `key` (hexadecimal, at least 16 digits); undefined when there is none. */
export function nodeOf(key: string, nodeIds: readonly string[]): string | undefined {
  const high = Number.parseInt(key.slice(0, 8), 16);
  const low = Number.parseInt(key.slice(8, 16), 16);
  let best: string | undefined;
  let bestWeight = -1;
  for (const id of nodeIds) {
    const weight = mix(mix(fnv1a(id) ^ high) ^ low);
    if (weight > bestWeight || (weight === bestWeight && id < best!)) {
      best = id;
      bestWeight = weight;
    }
  }
  return best;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
