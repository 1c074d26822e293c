// Memory for one array after another of the same use.
//
// Arrays of a step's size that are allocated for each layer make V8 collect garbage several times per step, because it
// counts their memory as pressure: a step of 32 sequences lost a sixth of two cores to that.

/** Grown when it has to be, never given back. What it gives is overwritten through what it gives next. */
export class Scratch {
  #memory = new ArrayBuffer(0);

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#reserve(length), 0, length);
  }

  floats(length: number): Float32Array {
    return new Float32Array(this.#reserve(4 * length), 0, length);
  }

  #reserve(bytes: number): ArrayBuffer {
    if (bytes > this.#memory.byteLength) this.#memory = new ArrayBuffer(Math.ceil((bytes * 1.25) / 8) * 8);
    return this.#memory;
  }
}
