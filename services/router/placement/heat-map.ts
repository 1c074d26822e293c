// How hot each expert is: rows that attention sent to it, fading with time.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import type { PlacedModel } from './placed-model.ts';
import type { LayerLoad } from './planner.ts';

export class HeatMap {
  readonly #model: PlacedModel;
  readonly #clock: Clock;
  readonly #halfLifeMs: number;
  readonly #rows: Map<number, Float64Array>;
  #fadedMs: number;

  /** `halfLifeMs`: after this long a row counts half. */
  constructor(model: PlacedModel, clock: Clock, halfLifeMs: number) {
    this.#model = model;
    this.#clock = clock;
    this.#halfLifeMs = halfLifeMs;
    this.#rows = new Map(model.layers.map(({ layer }) => [layer, new Float64Array(model.nExperts)]));
    this.#fadedMs = clock.now();
  }

  /** Adds one event. What names no expert of the model, or is no count, is ignored. */
  add(heat: fulgur.v1.IExpertHeat): void {
    this.#fade();
    for (const { layer, tokens } of heat.layers ?? []) {
      const rows = this.#rows.get(layer ?? 0);
      if (rows === undefined || tokens === undefined || tokens === null || tokens.length !== rows.length) continue;
      for (const [expert, count] of tokens.entries()) {
        if (Number.isFinite(count) && count > 0) rows[expert]! += count;
      }
    }
  }

  /** Rows of the coldest layer, all experts together: how much is known. */
  get rowsLeast(): number {
    this.#fade();
    const sums = [...this.#rows.values()].map((rows) => rows.reduce((sum, count) => sum + count, 0));
    return sums.length === 0 ? 0 : Math.min(...sums);
  }

  loads(): LayerLoad[] {
    this.#fade();
    return this.#model.layers.map(({ layer, bytesPerExpert }) => ({
      layer,
      bytesPerExpert,
      load: Array.from(this.#rows.get(layer)!),
    }));
  }

  #fade(): void {
    const now = this.#clock.now();
    const factor = 0.5 ** ((now - this.#fadedMs) / this.#halfLifeMs);
    this.#fadedMs = now;
    if (factor === 1) return;
    for (const rows of this.#rows.values())
      for (let expert = 0; expert < rows.length; expert++) rows[expert]! *= factor;
  }
}
