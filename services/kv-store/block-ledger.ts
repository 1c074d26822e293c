// Which blocks this store can serve, and what the cluster has been told about it.
//
// Invariants
// 1. A key counts as served while any tier holds its full part, or any part when it never had a full one here.
// 2. `take` returns the difference to what was taken before: a key that left and came back between two calls is in
//    neither list.
import { type BlockName, isFullPart, keyDigits } from './block.ts';

export type TierName = 'ram' | 'disk';

/** Bits of #held: one for each part in each tier. */
const bits = { ram: { f: 1, w: 2 }, disk: { f: 4, w: 8 } } as const;
const fullBits = bits.ram.f | bits.disk.f;

interface Held {
  parts: number;
  hadFull: boolean;
}

export class BlockLedger {
  /** By key text. */
  readonly #held = new Map<string, Held>();
  readonly #announced = new Set<string>();
  readonly #changed = new Set<string>();

  gained(tier: TierName, name: BlockName): void {
    const key = keyDigits(name);
    const held = this.#held.get(key) ?? { parts: 0, hadFull: false };
    held.parts |= bits[tier][isFullPart(name) ? 'f' : 'w'];
    held.hadFull ||= isFullPart(name);
    this.#held.set(key, held);
    this.#changed.add(key);
  }

  lost(tier: TierName, name: BlockName): void {
    const key = keyDigits(name);
    const held = this.#held.get(key);
    if (held === undefined) return;
    held.parts &= ~bits[tier][isFullPart(name) ? 'f' : 'w'];
    if (held.parts === 0) this.#held.delete(key);
    this.#changed.add(key);
  }

  lostAll(tier: TierName): void {
    for (const [key, held] of this.#held) {
      held.parts &= ~(bits[tier].f | bits[tier].w);
      if (held.parts === 0) this.#held.delete(key);
      this.#changed.add(key);
    }
  }

  /** Keys newly served and no longer served since the last call, at most `limit` together. */
  take(limit: number): { stored: string[]; evicted: string[] } {
    const stored: string[] = [];
    const evicted: string[] = [];
    for (const key of this.#changed) {
      if (stored.length + evicted.length === limit) break;
      this.#changed.delete(key);
      const served = this.#serves(key);
      if (served === this.#announced.has(key)) continue;
      if (served) {
        this.#announced.add(key);
        stored.push(key);
      } else {
        this.#announced.delete(key);
        evicted.push(key);
      }
    }
    return { stored, evicted };
  }

  /** Everything that has been announced and not taken back. */
  announced(): string[] {
    return [...this.#announced];
  }

  #serves(key: string): boolean {
    const held = this.#held.get(key);
    if (held === undefined) return false;
    return (held.parts & fullBits) !== 0 || !held.hadFull;
  }
}
