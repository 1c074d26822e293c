// How full the KV pools of the attention replicas are, read from their metrics pages when somebody asks.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { MemberDirectory } from '../../../lib/cluster/members.ts';

export interface PoolFill {
  readonly id: string;
  /** Blocks of all groups by state. */
  readonly used: number;
  readonly cached: number;
  readonly free: number;
}

/** Pages are read again no sooner than this. */
const freshMs = 2_000;
const timeoutMs = 1_000;
const sample = /^fulgur_attention_kv_pool_blocks\{([^}]*)\} (\S+)$/gm;

export class PoolWatch {
  readonly #directory: MemberDirectory;
  readonly #clock: Clock;
  #pools: readonly PoolFill[] = [];
  #readMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(directory: MemberDirectory, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
  }

  /** One entry per replica whose page could be read. Never rejects. */
  async read(): Promise<readonly PoolFill[]> {
    if (this.#clock.now() - this.#readMs >= freshMs) {
      this.#reading ??= this.#readAll().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#pools;
  }

  async #readAll(): Promise<void> {
    const replicas = this.#directory.of('attention');
    const pools = await Promise.all(replicas.map(({ id, adminAddress }) => poolOf(id, adminAddress)));
    this.#pools = pools.filter((pool) => pool !== undefined);
    this.#readMs = this.#clock.now();
  }
}

async function poolOf(id: string, adminAddress: string): Promise<PoolFill | undefined> {
  try {
    const page = await fetch(`http://${adminAddress}/metrics`, { signal: AbortSignal.timeout(timeoutMs) });
    return poolOn(await page.text(), id);
  } catch {
    // A network policy may keep routers from these pages: the console then shows no pools.
    return undefined;
  }
}

/** The pool of one replica on a metrics page, which may be that of several services. */
export function poolOn(page: string, id: string): PoolFill | undefined {
  const blocks = { used: 0, cached: 0, free: 0 };
  let found = false;
  for (const [, labels = '', value] of page.matchAll(sample)) {
    const state = /state="(used|cached|free)"/.exec(labels)?.[1] as keyof typeof blocks | undefined;
    if (state === undefined || !labels.includes(`instance="${id}"`)) continue;
    blocks[state] += Number(value);
    found = true;
  }
  return found ? { id, ...blocks } : undefined;
}
