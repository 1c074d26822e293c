// Reads what an architecture's metadata says and refuses what is absent, of the wrong kind or absurd, by key.
import type { GgufModel } from '../tensor/gguf.ts';

/** Limits that no served model comes near and that keep a corrupt file from asking for the impossible. */
const layersMax = 1024;
const dimensionMax = 1 << 20;

export class Hyperparameters {
  readonly model: GgufModel;
  readonly #architecture: string;

  constructor(model: GgufModel, architecture: string) {
    this.model = model;
    this.#architecture = architecture;
  }

  /** A whole number from 1 to `max`. @throws when the key is absent and there is no default. */
  count(key: string, options: { default?: number; max?: number; zero?: boolean } = {}): number {
    const value = this.model.number(this.#full(key)) ?? options.default;
    if (value === undefined) throw this.model.error(`it lacks the key ${this.#full(key)}`);
    const max = options.max ?? dimensionMax;
    const min = options.zero === true ? 0 : 1;
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw this.model.error(`${this.#full(key)} is ${value}; ${min} to ${max} are possible`);
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

  /** One number per layer. */
  perLayer(key: string, layers: number): number[] | undefined {
    const values = this.model.numbers(this.#full(key));
    if (values === undefined || values.length === layers) return values;
    throw this.model.error(`${this.#full(key)} has ${values.length} entries for ${layers} layers`);
  }

  layers(): number {
    return this.count('block_count', { max: layersMax });
  }

  /** How expert scores become weights: expert_gating_func. */
  gating(): 'softmax' | 'sigmoid' {
    const value = this.count('expert_gating_func', { default: 1 });
    if (value === 1) return 'softmax';
    if (value === 2) return 'sigmoid';
    throw this.model.error(`${this.#full('expert_gating_func')} is ${value}; 1 (softmax) and 2 (sigmoid) are served`);
  }

  /** Linear RoPE scaling as a factor on the frequencies; other kinds of scaling are refused. */
  ropeFrequencyScale(): number {
    const kind = this.model.string(this.#full('rope.scaling.type')) ?? 'none';
    if (kind === 'none') return 1;
    if (kind === 'linear') return 1 / this.positive('rope.scaling.factor', 1);
    throw this.model.error(`${this.#full('rope.scaling.type')} is ${kind}; none and linear are served`);
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

  #full(key: string): string {
    return `${this.#architecture}.${key}`;
  }
}
