// Rows and sums of experts in memory that two processes of a machine share (native/exchange.h): the shard's end.
import { type Address, type NativeFunction, native, type Pointer } from './ffi.ts';
import { nativeLibrary } from './native.ts';
import type { PackedExperts } from './native-weights.ts';
import { once } from './once.ts';
import { type RowsOffer, shapeStruct } from './shared-rows.ts';

interface HolderFunctions {
  readonly make: (layers: number, expertsMax: number, threads: number) => Pointer | null;
  readonly layer: (holder: Pointer, layer: number, experts: Address, used: number) => void;
  readonly expert: (holder: Pointer, layer: number, expert: number, loaded: number) => void;
  readonly quiesce: NativeFunction<(holder: Pointer, layer: number) => void>;
  readonly idleMs: (holder: Pointer, layer: number, expert: number) => number;
  readonly free: (holder: Pointer) => void;
  readonly computed: (holder: Pointer, out: Address, most: number) => number;
  readonly take: (
    holder: Pointer,
    pid: number,
    descriptor: number,
    secret: Address,
    shape: Address,
    why: Address,
  ) => Pointer | null;
  readonly leave: NativeFunction<(taken: Pointer) => void>;
}

const holder = once((): HolderFunctions | undefined => {
  const library = nativeLibrary();
  if (library === undefined || process.platform !== 'linux') return undefined;
  return {
    make: native(library, 'void *fulgur_holder_new(int64_t layers, int64_t experts_max, int32_t threads)'),
    layer: native(library, 'void fulgur_holder_layer(void *holder, int64_t layer, void *experts, int64_t used)'),
    expert: native(library, 'void fulgur_holder_expert(void *holder, int64_t layer, int64_t expert, int32_t loaded)'),
    quiesce: native(library, 'void fulgur_holder_quiesce(void *holder, int64_t layer)'),
    idleMs: native(library, 'double fulgur_holder_idle_ms(void *holder, int64_t layer, int64_t expert)'),
    free: native(library, 'void fulgur_holder_free(void *holder)'),
    computed: native(library, 'int64_t fulgur_holder_computed(void *holder, void *out, int64_t most)'),
    take: native(
      library,
      'void *fulgur_rows_take(void *holder, int32_t pid, int32_t descriptor, void *secret, void *shape, void *why)',
    ),
    leave: native(library, 'void fulgur_rows_leave(void *taken)'),
  };
});

/** A batch that was computed, or why it was not. */
export interface ComputedBatch {
  /** 0, or a code of gRPC's. */
  readonly code: number;
  readonly milliseconds: number;
  readonly pairs: number;
}

/** Memory of an attention, in which this process computes. */
export interface TakenRows {
  /** Waits for what runs; what is posted later is refused. */
  leave(): Promise<void>;
}

const whyBytes = 128;
const computedBytes = 16;
const computedMost = 4096;

/** Tells native threads which experts are here, so that they can compute without the event loop. */
export class ExpertsHolder {
  readonly #native: HolderFunctions;
  readonly #holder: Pointer;
  /** What the description of each layer was when it was told. */
  readonly #told = new Map<number, PackedExperts>();
  readonly #taken = new Set<TakenRows>();
  readonly #computed = new DataView(new ArrayBuffer(computedBytes * computedMost));

  private constructor(functions: HolderFunctions, pointer: Pointer) {
    this.#native = functions;
    this.#holder = pointer;
  }

  /** Undefined where memory cannot be shared. */
  static make(layers: number, expertsMax: number, threads: number): ExpertsHolder | undefined {
    const functions = holder();
    const pointer = functions?.make(layers, expertsMax, threads);
    return pointer ? new ExpertsHolder(functions!, pointer) : undefined;
  }

  /** Experts that are packed and may be computed with from now on; a row asks for `used` of them at most. */
  loaded(layer: number, packed: PackedExperts, used: number, expertIds: Iterable<number>): void {
    if (this.#told.get(layer) !== packed) {
      this.#told.set(layer, packed);
      this.#native.layer(this.#holder, layer, packed.description, used);
    }
    for (const expert of expertIds) this.#native.expert(this.#holder, layer, expert, 1);
  }

  /** Resolves when nobody computes with the experts, nor will. */
  async unload(layer: number, expertIds: Iterable<number>): Promise<void> {
    for (const expert of expertIds) this.#native.expert(this.#holder, layer, expert, 0);
    await this.#native.quiesce.async(this.#holder, layer);
  }

  /** Milliseconds since the expert was last computed with; very large for never. */
  idleMs(layer: number, expert: number): number {
    return this.#native.idleMs(this.#holder, layer, expert);
  }

  /** Starts computing for whoever offers; a text where that cannot be. */
  take({ pid, descriptor, secret, shape }: RowsOffer): TakenRows | string {
    const why = new Uint8Array(whyBytes);
    const pointer = this.#native.take(this.#holder, pid, descriptor, secret, shapeStruct(shape), why);
    if (pointer === null) return Buffer.from(why).toString('utf8', 0, why.indexOf(0));
    let left: Promise<void> | undefined;
    const taken: TakenRows = {
      leave: () => {
        left ??= this.#native.leave.async(pointer).finally(() => this.#taken.delete(taken));
        return left;
      },
    };
    this.#taken.add(taken);
    return taken;
  }

  /** What was computed since the last call. */
  computed(): ComputedBatch[] {
    const count = this.#native.computed(this.#holder, this.#computed, computedMost);
    return Array.from({ length: count }, (_, i) => {
      const at = computedBytes * i;
      return {
        code: this.#computed.getInt32(at, true),
        milliseconds: this.#computed.getInt32(at + 4, true) / 1000,
        pairs: Number(this.#computed.getBigInt64(at + 8, true)),
      };
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#taken].map((taken) => taken.leave()));
    this.#native.free(this.#holder);
  }
}
