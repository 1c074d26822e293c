// A batch's judgements as one array of numbers and one of bytes, which go from thread to thread without being copied.
import { BANDS } from './min-hash.ts';
import type { DocumentAction, Judgement, Reason } from './verdict.ts';

export interface JudgedBatch {
  /** [documents, NUMBERS] */
  readonly numbers: Float64Array;
  /** What is kept of each document, one after another. */
  readonly kept: Uint8Array;
  /** Of the documents that have any. */
  readonly reasons: ReadonlyMap<number, readonly Reason[]>;
}

const ACTIONS: readonly DocumentAction[] = ['keep', 'redact', 'drop'];
const LANGUAGES = ['en', 'zh', 'other'] as const;
/** Line, action, characters, language, highest score, exact key, number of band keys, where what is kept ends, rows, band keys. */
const FIRST_BAND = 9;
const ROWS = FIRST_BAND - 1;
const NUMBERS = FIRST_BAND + BANDS;
const NO_BANDS = new Float64Array(0);
const NEWLINE = 0x0a;

/** What is judged, of one row, without the bytes that are kept of it. */
export type Verdict = Omit<Judgement, 'kept' | 'rows'>;

/** Collects judgements in order. */
export class BatchWriter {
  readonly #reasons = new Map<number, readonly Reason[]>();
  #numbers = new Float64Array(128 * NUMBERS);
  #documents = 0;
  /** Why the last row could not be read, where it could not. */
  #unreadable: string | undefined;
  #kept: Buffer;
  #keptLength = 0;

  /** @param keptBytes what the kept documents will probably take */
  constructor(keptBytes: number) {
    this.#kept = Buffer.allocUnsafeSlow(keptBytes);
  }

  /** Adds a document of which `kept` stays, as a line of JSON without its end; nothing when it is dropped. */
  add(verdict: Verdict, kept: Uint8Array): void {
    const { line, action, characters, language, worst, exactKey, bandKeys, reasons } = verdict;
    const [first] = reasons;
    const unreadable = first?.kind === 'unreadable' ? first.name : undefined;
    const goesOn = unreadable !== undefined && unreadable === this.#unreadable && this.#follows(line);
    this.#unreadable = unreadable;
    if (goesOn) {
      this.#numbers[(this.#documents - 1) * NUMBERS + ROWS]! += 1;
      return;
    }
    if (action !== 'drop') this.#append(kept);
    if (reasons.length > 0) this.#reasons.set(this.#documents, reasons);
    const at = this.#documents * NUMBERS;
    if (at === this.#numbers.length) {
      const grown = new Float64Array(at * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    const numbers = this.#numbers;
    numbers[at] = line;
    numbers[at + 1] = ACTIONS.indexOf(action);
    numbers[at + 2] = characters;
    numbers[at + 3] = LANGUAGES.indexOf(language);
    numbers[at + 4] = worst;
    numbers[at + 5] = exactKey;
    numbers[at + 6] = bandKeys.length;
    numbers[at + 7] = this.#keptLength;
    numbers[at + ROWS] = 1;
    numbers.set(bandKeys, at + FIRST_BAND);
    this.#documents++;
  }

  finish(): JudgedBatch {
    const numbers = this.#numbers.subarray(0, this.#documents * NUMBERS);
    return { numbers, kept: this.#kept.subarray(0, this.#keptLength), reasons: this.#reasons };
  }

  /** Whether a line is the one behind the last row. */
  #follows(line: number): boolean {
    const last = (this.#documents - 1) * NUMBERS;
    return line === this.#numbers[last]! + this.#numbers[last + ROWS]!;
  }

  #append(line: Uint8Array): void {
    const end = this.#keptLength + line.length + 1;
    if (end > this.#kept.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(end, this.#kept.length * 2));
      grown.set(this.#kept.subarray(0, this.#keptLength));
      this.#kept = grown;
    }
    this.#kept.set(line, this.#keptLength);
    this.#kept[end - 1] = NEWLINE;
    this.#keptLength = end;
  }
}

/** The judgements of a batch, in order. */
export function* judgementsOf({ numbers, kept, reasons }: JudgedBatch): Generator<Judgement> {
  let keptFrom = 0;
  for (let at = 0, document = 0; at < numbers.length; at += NUMBERS, document++) {
    const bands = numbers[at + 6]!;
    const keptTo = numbers[at + 7]!;
    yield {
      line: numbers[at]!,
      rows: numbers[at + ROWS]!,
      action: ACTIONS[numbers[at + 1]!]!,
      reasons: reasons.get(document) ?? [],
      characters: numbers[at + 2]!,
      language: LANGUAGES[numbers[at + 3]!]!,
      worst: numbers[at + 4]!,
      exactKey: numbers[at + 5]!,
      bandKeys: bands === 0 ? NO_BANDS : numbers.subarray(at + FIRST_BAND, at + FIRST_BAND + bands),
      kept: kept.subarray(keptFrom, keptTo),
    };
    keptFrom = keptTo;
  }
}
