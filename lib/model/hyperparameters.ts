// Reads what an architecture's metadata says and refuses what is absent, of the wrong kind or absurd, by key.
import type { GgufModel } from '../tensor/gguf.ts';
import type { MoeDescription } from './description.ts';

/** Limits that no served model comes near and that keep a corrupt file from asking for the impossible. */
const layersMax = 1024;
const dimensionMax = 1 << 20;

export interface CountOptions {
  /** Value when the key is absent; without one, absence is an error. */
  readonly default?: number;
  readonly max?: number;
  /** Whether 0 is possible. */
  readonly zero?: boolean;
}

const gatings = new Map<number, MoeDescription['gating']>([
  [1, 'softmax'],
  [2, 'sigmoid'],
  [3, 'softmax-of-chosen'],
]);

export class Hyperparameters {
  readonly model: GgufModel;
  /** Prefix of the keys, `general.architecture`. */
  readonly architecture: string;

  constructor(model: GgufModel, architecture: string) {
    this.model = model;
    this.architecture = architecture;
  }

  /** A whole number from 1 to `max`. @throws when the key is absent and there is no default. */
  count(key: string, options: CountOptions = {}): number {
    return this.#whole(key, this.model.number(this.#full(key)), options);
  }

  /** A whole number of one layer: the same for all of them, or an array with one per layer. */
  countAt(key: string, layer: number, options: CountOptions = {}): number {
    if (typeof this.model.metadata.get(this.#full(key)) !== 'object') return this.count(key, options);
    return this.#whole(key, this.perLayer(key)![layer], options);
  }

  /** A finite number above 0. */
  positive(key: string, fallback?: number): number {
    const value = this.model.number(this.#full(key)) ?? fallback;
    if (value === undefined) throw this.model.error(`it lacks the key ${this.#full(key)}`);
    if (Number.isFinite(value) && value > 0) return value;
    throw this.model.error(`${this.#full(key)} is ${value}; it must be above 0`);
  }

  flag(key: string, fallback: boolean): boolean {
    return this.model.boolean(this.#full(key)) ?? fallback;
  }

  string(key: string): string | undefined {
    return this.model.string(this.#full(key));
  }

  /** Whether metadata have the key. */
  has(key: string): boolean {
    return this.model.metadata.has(this.#full(key));
  }

  /** Whether metadata give a value, where 0 stands for none. */
  isSet(key: string): boolean {
    const value = this.model.metadata.get(this.#full(key));
    return value !== undefined && value !== 0;
  }

  /** Whether the file has the tensor. */
  hasTensor(name: string): boolean {
    return this.model.tensors.has(name);
  }

  /** One number per layer; files may or may not count the layers behind the model's own. */
  perLayer(key: string): number[] | undefined {
    const values = this.model.numbers(this.#full(key));
    const [layers, blocks] = [this.layers(), this.#blocks()];
    if (values === undefined || values.length === blocks || values.length === layers) return values?.slice(0, layers);
    throw this.model.error(`${this.#full(key)} has ${values.length} entries for ${blocks} layers`);
  }

  /** Layers of the model; those behind them, which predict further tokens, are not among them. */
  layers(): number {
    const blocks = this.#blocks();
    return blocks - this.count('nextn_predict_layers', { default: 0, zero: true, max: blocks - 1 });
  }

  /** How expert scores become weights: expert_gating_func. @throws when the key is absent and there is no default. */
  gating(fallback?: MoeDescription['gating']): MoeDescription['gating'] {
    const value = this.model.number(this.#full('expert_gating_func'));
    if ((value === undefined || value === 0) && fallback !== undefined) return fallback;
    const gating = value === undefined ? undefined : gatings.get(value);
    if (gating !== undefined) return gating;
    if (value === undefined) throw this.model.error(`it lacks the key ${this.#full('expert_gating_func')}`);
    const served = [...gatings].map(([number, name]) => `${number} (${name})`).join(', ');
    throw this.error('expert_gating_func', `is ${value}; these are served: ${served}`);
  }

  error(key: string, what: string): Error {
    return this.model.error(`${this.#full(key)} ${what}`);
  }

  /** Rows of the token embedding, which is the size of the vocabulary. */
  vocabularySize(hiddenSize: number): number {
    const [width, rows = 1] = this.model.tensor('token_embd.weight').shape;
    if (width !== hiddenSize) {
      throw this.model.error(`token_embd.weight has rows of ${width}, not of ${this.#full('embedding_length')}`);
    }
    const declared = this.count('vocab_size', { default: rows });
    if (declared !== rows) throw this.error('vocab_size', `is ${declared}, but token_embd.weight has ${rows} rows`);
    return rows;
  }

  #blocks(): number {
    return this.count('block_count', { max: layersMax });
  }

  #whole(key: string, found: number | undefined, options: CountOptions): number {
    const value = found ?? options.default;
    if (value === undefined) throw this.model.error(`it lacks the key ${this.#full(key)}`);
    const max = options.max ?? dimensionMax;
    const min = options.zero === true ? 0 : 1;
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw this.model.error(`${this.#full(key)} is ${value}; ${min} to ${max} are possible`);
  }

  #full(key: string): string {
    return `${this.architecture}.${key}`;
  }
}
