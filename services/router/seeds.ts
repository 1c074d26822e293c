// Random seeds of a request's choices: 32 bits each, the first one the client's own.
import { randomBytes } from 'node:crypto';

export function drawSeed(): number {
  return randomBytes(4).readUInt32LE();
}

/** The seed of the i-th choice of a prompt: the same request with the same seed gives the same choices. */
export function seedOfChoice(seed: number, choice: number): number {
  if (choice === 0) return seed;
  // Finaliser of MurmurHash3 over the seed stepped by the golden ratio: near seeds give unrelated choices.
  let mixed = (seed + Math.imul(choice, 0x9e3779b9)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
