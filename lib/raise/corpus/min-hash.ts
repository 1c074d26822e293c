// Near duplicates by MinHash: texts that share most of their five-token shingles share most of the smallest hashes of
// them (Broder, 1997). One hash per shingle is put into a bin by its top bits (one-permutation hashing; Li, Owen and
// Zhang, 2012); empty bins borrow from the next full one (Shrivastava and Li, 2014).
import { joinedHash, mix } from './tokens.ts';

/** Bins of a signature: bands times rows. */
export const BANDS = 16;
const ROWS = 8;
const BINS = BANDS * ROWS;
const BIN_SHIFT = 32 - 7;
const SHINGLE_TOKENS = 5;
/** Fewer shingles say too little about what is near. */
const SHINGLES_MIN = 12;
const EMPTY = 0xffffffff;
const BORROW_STEP = 0x9e3779b1;

const BASE = 0x01000193;
const BASE_TO_FOURTH = Math.imul(Math.imul(BASE, BASE), Math.imul(BASE, BASE));

const bins = new Uint32Array(BINS);

/**
 * Keys of the bands: two texts with one key in common are near duplicates, likely so from a similarity of 0.7 on
 * ((1/16)^(1/8)). Empty for texts that are too short.
 */
export function bandKeys(tokens: Int32Array, count: number): Float64Array {
  const shingles = count - SHINGLE_TOKENS + 1;
  if (shingles < SHINGLES_MIN) return new Float64Array(0);
  bins.fill(EMPTY);
  let hash = 0;
  for (let j = 0; j < SHINGLE_TOKENS - 1; j++) hash = (Math.imul(hash, BASE) + tokens[j]!) | 0;
  for (let i = 0; i < shingles; i++) {
    hash = (Math.imul(hash, BASE) + tokens[i + SHINGLE_TOKENS - 1]!) | 0;
    const mixed = mix(hash) >>> 0;
    const bin = mixed >>> BIN_SHIFT;
    if (mixed < bins[bin]!) bins[bin] = mixed;
    hash = (hash - Math.imul(tokens[i]!, BASE_TO_FOURTH)) | 0;
  }
  borrow();
  const keys = new Float64Array(BANDS);
  for (let band = 0; band < BANDS; band++) {
    let high = band;
    let low = ~band;
    for (let row = 0; row < ROWS; row++) {
      const value = bins[band * ROWS + row]!;
      high = mix(Math.imul(high, BASE) ^ value);
      low = mix(Math.imul(low, 0x85ebca6b) + value);
    }
    keys[band] = joinedHash(high, low);
  }
  return keys;
}

/** Fills empty bins from the next full one, changed by the distance, so that two texts borrow alike. */
function borrow(): void {
  let full = 0;
  while (full < BINS && bins[full] === EMPTY) full++;
  let next = full;
  let distance = full;
  for (let bin = BINS - 1; bin >= 0; bin--) {
    distance++;
    if (bins[bin] !== EMPTY) {
      next = bin;
      distance = 0;
    } else {
      borrowed[bin] = (bins[next]! + Math.imul(distance, BORROW_STEP)) >>> 0;
    }
  }
  for (let bin = 0; bin < BINS; bin++) if (bins[bin] === EMPTY) bins[bin] = borrowed[bin]!;
}

const borrowed = new Uint32Array(BINS);
