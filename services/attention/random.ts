// Random numbers that are a function of (seed, index): token i of a request always draws the same one, on any replica,
// after any preemption or move, without state to carry along.

/** Bijective mixing of 32 bits (Chris Wellons' `triple32`, exact avalanche bias 0.02). */
function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51);
  x = Math.imul(x ^ (x >>> 15), 0x31848bab);
  return (x ^ (x >>> 14)) >>> 0;
}

/** Uniform in [0, 1) with 53 random bits. `seed` and `index` are unsigned 32-bit integers. */
export function uniform(seed: number, index: number): number {
  // Each word folds both inputs in with its own constant, so that (seed, index) and (index, seed) are unrelated.
  const high = mix(mix(seed ^ 0x9e3779b9) + index);
  const low = mix(mix(high ^ 0x85ebca6b) ^ mix(seed + 0xc2b2ae35));
  return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
}
