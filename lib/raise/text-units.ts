// A text's UTF-16 units as an array: loops over it read a number from memory, where `charCodeAt` asks each time how the
// string is stored.

const FIRST_CAPACITY = 8192;

/** Keeps one array, which grows to the longest text: what `read` gave is valid until it is called again. */
export class TextUnits {
  #units = new Uint16Array(FIRST_CAPACITY);
  #bytes = bytesOf(this.#units);

  /** An array whose units [0, text.length) are the text's; what stands behind them means nothing. */
  read(text: string): Uint16Array {
    if (text.length > this.#units.length) {
      this.#units = new Uint16Array(2 ** Math.ceil(Math.log2(text.length)));
      this.#bytes = bytesOf(this.#units);
    }
    this.#bytes.write(text, 0, 'utf16le');
    return this.#units;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
