// The pieces of a text that were sent, to be sent again just as they were: kept for each waiting stream, so in little space.

/** Pieces that are put together; a piece by itself takes some forty bytes beside its characters. */
const pieceMax = 64;

interface Block {
  readonly text: string;
  readonly lengths: readonly number[];
}

export class SentText {
  #blocks: Block[] | undefined;
  #pieces: string[] = [];

  add(piece: string): void {
    this.#pieces.push(piece);
    if (this.#pieces.length < pieceMax) return;
    this.#blocks ??= [];
    this.#blocks.push({ text: this.#pieces.join(''), lengths: this.#pieces.map(({ length }) => length) });
    this.#pieces = [];
  }

  get pieces(): string[] {
    return [...(this.#blocks ?? []).flatMap(piecesOf), ...this.#pieces];
  }
}

function piecesOf({ text, lengths }: Block): string[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return text.slice(end - length, end);
  });
}
