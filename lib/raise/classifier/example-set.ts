// Labelled texts as hashed features: what training reads again and again. Texts themselves are not kept.
import { invalid } from '../../wire/errors.ts';
import { FeatureExtractor } from './features.ts';
import { windowsOf } from './text-windows.ts';

/** A text with what is known of it. Categories are indices into the trained list. */
export interface LabelledText {
  readonly text: string;
  /** Categories that the text belongs to. */
  readonly positive: readonly number[];
  /** Categories of which nothing is known: they learn nothing from the text. */
  readonly unknown: readonly number[];
  /** How much the text counts; 1 for most. */
  readonly weight: number;
  /** Texts of one group (variants of a sentence) stay together when data is split. Default: the text itself. */
  readonly group?: string;
  /** Name of the source, for reports. */
  readonly source: string;
  readonly heldOut: boolean;
}

/** Features of all texts together: half a gigabyte. */
const FEATURES_MAX = 1 << 27;
/** As many as a row of packed weights has room for; the taxonomy has fewer. */
export const CATEGORIES_MAX = 20;

export class ExampleSet {
  #features = new Uint32Array(1 << 16);
  #featureCount = 0;
  readonly #extractor = new FeatureExtractor();
  /** Example i owns features [starts[i], starts[i + 1]). */
  readonly starts: number[] = [0];
  /** Bit k: the text belongs to category k. */
  readonly positives: number[] = [];
  /** Bit k: whether the text belongs to category k is not known. */
  readonly unknowns: number[] = [];
  readonly weights: number[] = [];
  /** Hash of the group: what splits go by. */
  readonly groups: number[] = [];
  /** 1 when the text reads as Chinese. */
  readonly chinese: number[] = [];
  readonly sources: number[] = [];
  readonly heldOut: boolean[] = [];
  readonly sourceNames: string[] = [];

  get size(): number {
    return this.positives.length;
  }

  get features(): Uint32Array {
    return this.#features;
  }

  /** Adds a text, window by window when it is long: windows are what the model will judge. */
  add(example: LabelledText): void {
    const windows = windowsOf(example.text.length);
    for (const [from, to] of windows) {
      const count = this.#extractor.extract(example.text, from, to);
      if (count === 0) continue;
      this.#append(this.#extractor.buckets.subarray(0, count));
      this.positives.push(bits(example.positive));
      this.unknowns.push(bits(example.unknown));
      this.weights.push(example.weight / Math.sqrt(windows.length));
      this.groups.push(hashText(example.group ?? example.text));
      this.chinese.push(this.#extractor.ideographShare >= 0.3 ? 1 : 0);
      this.sources.push(this.#sourceIndex(example.source));
      this.heldOut.push(example.heldOut);
    }
  }

  #append(buckets: Uint32Array): void {
    const needed = this.#featureCount + buckets.length;
    if (needed > FEATURES_MAX) {
      throw invalid('data', `more than ${FEATURES_MAX} features to train on; train on a sample of the data`);
    }
    if (needed > this.#features.length) {
      const grown = new Uint32Array(Math.min(FEATURES_MAX, Math.max(needed, this.#features.length * 2)));
      grown.set(this.#features);
      this.#features = grown;
    }
    this.#features.set(buckets, this.#featureCount);
    this.#featureCount = needed;
    this.starts.push(needed);
  }

  #sourceIndex(name: string): number {
    const known = this.sourceNames.indexOf(name);
    return known >= 0 ? known : this.sourceNames.push(name) - 1;
  }
}

function bits(categories: readonly number[]): number {
  return categories.reduce((mask, category) => mask | (1 << category), 0);
}

/** FNV-1a over code units, mixed at the end; unsigned 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
