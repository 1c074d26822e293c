// Open links to the holders of each expert of a layer, as far as they were asked for since the last change.
import type { Placement } from './placement-view.ts';
import type { ShardLink } from './shard-link.ts';

export class OpenHolders {
  readonly #links: { open(shardId: string): ShardLink | undefined };
  #holders = new Map<Placement, (readonly ShardLink[])[][]>();

  constructor(links: { open(shardId: string): ShardLink | undefined }) {
    this.#links = links;
  }

  /** Plan or links are not what they were. */
  changed(): void {
    this.#holders = new Map();
  }

  of(placement: Placement, layer: number, expert: number): readonly ShardLink[] {
    let layers = this.#holders.get(placement);
    if (layers === undefined) {
      layers = [];
      this.#holders.set(placement, layers);
    }
    layers[layer] ??= [];
    const experts = layers[layer]!;
    experts[expert] ??= placement
      .holdersOf(layer, expert)
      .map((shardId) => this.#links.open(shardId))
      .filter((link) => link !== undefined);
    return experts[expert]!;
  }
}
