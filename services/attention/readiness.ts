// Whether this replica can serve: it has a plan, and somebody alive for every expert.
//
// Once it has been ready, experts without a holder make it unready only after `graceMs`: until then their batches are
// held and the leader re-places them, and turning clients away in the meantime would be the only harm done.
import type { Clock } from '../../lib/actor/clock.ts';
import type { Health } from '../../lib/process/health.ts';
import type { PlacementView } from './placement-view.ts';

export interface ReadinessOptions {
  readonly health: Health;
  readonly clock: Clock;
  readonly placement: Pick<PlacementView, 'current' | 'missing'>;
  /** A model without routed experts needs neither plan nor shards. */
  readonly moe: boolean;
  readonly isOpen: (shardId: string) => boolean;
}

const graceMs = 10_000;
const namedMax = 3;

export class Readiness {
  readonly #options: ReadinessOptions;
  #wasReady = false;
  #missingSinceMs: number | undefined;

  constructor(options: ReadinessOptions) {
    this.#options = options;
    options.health.set('model', 'loading');
    if (options.moe) options.health.set('placement', 'starting');
  }

  /** Called when plan or links change, and once in a while. */
  update(): void {
    const { health, clock, placement, moe, isOpen } = this.#options;
    if (!moe) return;
    const { current } = placement;
    if (current === undefined) {
      health.set('placement', placement.missing);
      return;
    }
    const unheld = current.unheld(isOpen, namedMax + 1);
    if (unheld.length === 0) {
      this.#wasReady = true;
      this.#missingSinceMs = undefined;
      health.set('placement', undefined);
      return;
    }
    this.#missingSinceMs ??= clock.now();
    if (this.#wasReady && clock.now() - this.#missingSinceMs < graceMs) return;
    const more = unheld.length > namedMax ? ' and more' : '';
    health.set(
      'placement',
      `no linked shard holds experts ${unheld.slice(0, namedMax).join(', ')}${more} (layer/expert)`,
    );
  }
}
