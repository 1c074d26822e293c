// One text, read in every way in which something may be hidden in it: as it is, with spaced-out letters joined, rotated by 13,
// and - each as a reading of its own, to a bounded depth - what its base64, hexadecimal and tag characters decode to.
//
// Invariants
// 1. Everything happens per character, in order: what is found does not depend on how the text was cut.
// 2. All offsets are those of the original text, whatever the reading.
import type { Detector, DetectorStream, Match, MatchSink } from './detector.ts';
import { Base64Runs, DECODED_WEIGHT_MIN, HexRuns, type RunDecoder } from './normalise/encoded-runs.ts';
import type { Normaliser } from './normalise/normalise.ts';
import { isPercent, PercentDecoder } from './normalise/percent.ts';
import { RotatedWindow, rot13 } from './normalise/rotated.ts';
import { SpacedLetters } from './normalise/spaced.ts';
import { NormalWindow, type TextWindow } from './normalise/window.ts';
import { ALL_TRAITS, type TextTraits } from './text-traits.ts';

export const READING_NAMES = ['plain', 'spaced', 'rot13', 'base64', 'hex', 'tags'] as const;
export type ReadingName = (typeof READING_NAMES)[number];

/** What reading a text needs of a policy. */
export interface ReadingRules {
  readonly normaliser: Normaliser;
  /** For the text as it is. */
  readonly detectors: readonly Detector[];
  /** For text rotated by 13. */
  readonly rotated: readonly Detector[];
  /** For text with spaced-out letters joined. */
  readonly spaced: readonly Detector[];
  /** Some rule redacts or blocks: text waits for it. Otherwise none waits at all. */
  readonly holds: boolean;
  /** How many encodings may lie inside one another; 0: nothing is decoded. */
  readonly decodeDepth: number;
}

export interface SpanSink {
  /** What follows does not matter any more; what has come is still read to learn where it was undecided. */
  readonly stopped: boolean;
  accepted(match: Match, window: TextWindow, reading: ReadingName): void;
  final(match: Match, window: TextWindow): void;
}

const BLOCK_CHARACTERS = 1024;
/** The block that is being read, of whichever text: reading a block is one uninterrupted piece of work. */
const blockCodes = new Int32Array(BLOCK_CHARACTERS);
const rotatedBlockCodes = new Int32Array(BLOCK_CHARACTERS);
const TAG_FIRST = 0xe0020;
const TAG_LAST = 0xe007e;
const TAG_SHIFT = 0xe0000;

interface Watcher {
  readonly stream: DetectorStream;
  readonly rotated: boolean;
}

export class Reading {
  readonly #rules: ReadingRules;
  readonly #sink: SpanSink;
  readonly #depth: number;
  readonly #window: NormalWindow;
  readonly #watchers: Watcher[] = [];
  readonly #spaced: SpacedLetters | undefined;
  readonly #spacedStreams: DetectorStream[] = [];
  readonly #decoders: RunDecoder[] = [];
  readonly #percent: PercentDecoder;
  readonly #percentInside: PercentDecoder;
  /** What the tag characters say; made with the first of them. */
  #tags: Reading | undefined;
  /** Characters of the window that detectors have read. */
  #seen = 0;

  constructor(
    rules: ReadingRules,
    sink: SpanSink,
    traits: TextTraits = ALL_TRAITS,
    name: ReadingName = 'plain',
    depth = 0,
  ) {
    this.#rules = rules;
    this.#sink = sink;
    this.#depth = depth;
    const window = new NormalWindow(depth === 0 ? 0 : DECODED_WEIGHT_MIN);
    this.#window = window;
    const plainSink = windowSink(sink, window, name);
    for (const detector of rules.detectors) {
      this.#watchers.push({ stream: detector.open(window, plainSink), rotated: false });
    }
    const rotated = new RotatedWindow(window);
    const rotatedSink = windowSink(sink, rotated, name === 'plain' ? 'rot13' : name);
    for (const detector of rules.rotated) {
      this.#watchers.push({ stream: detector.open(rotated, rotatedSink), rotated: true });
    }
    if (traits.spaced && rules.spaced.length > 0) this.#spaced = this.#openSpaced(name);
    this.#percentInside = new PercentDecoder((code, start, end) => this.#normalise(code, start, end));
    this.#percent = new PercentDecoder((code, start, end) => this.#percentInside.read(code, start, end));
    if (traits.encoded && depth < rules.decodeDepth) {
      this.#decoders.push(new Base64Runs(() => this.#inside('base64')), new HexRuns(() => this.#inside('hex')));
    }
  }

  /**
   * Reads text[from, to); `offset`: where the text begins in the original. Ends early when something blocks; returns the index
   * in `text` of the first character that was not read. Does not end between the halves of a pair.
   */
  readText(text: string, from: number, to: number, offset: number): number {
    const oneByOne = this.#spaced !== undefined || this.#decoders.length > 0;
    let blockEnd = from + BLOCK_CHARACTERS;
    let at = from;
    while (at < to) {
      const codePoint = text.codePointAt(at)!;
      const next = at + (codePoint > 0xffff ? 2 : 1);
      this.#readCodePoint(codePoint, offset + at, offset + next);
      at = next;
      if (oneByOne || at >= blockEnd) {
        this.#catchUp();
        blockEnd = at + BLOCK_CHARACTERS;
        if (this.#sink.stopped) break;
      }
    }
    this.#catchUp();
    if (oneByOne || !this.#sink.stopped) return at;
    return Math.min(at, this.#window.originalEnd(this.#seen - 1) - offset);
  }

  /** Reads a code point that stands for original[start, end). */
  read(codePoint: number, start: number, end: number): void {
    this.#readCodePoint(codePoint, start, end);
    this.#catchUp();
  }

  end(): void {
    this.#percent.end();
    this.#percentInside.end();
    this.#catchUp();
    this.#spaced?.end();
    for (const { stream } of this.#watchers) stream.end();
    for (const stream of this.#spacedStreams) stream.end();
    for (const decoder of this.#decoders) decoder.end();
    this.#tags?.end();
  }

  /** Where in the original the first character stands whose fate is open, for rules that hold text; Infinity when none is. */
  get undecidedFrom(): number {
    if (!this.#rules.holds) return Number.POSITIVE_INFINITY;
    let open = Number.POSITIVE_INFINITY;
    for (const { stream } of this.#watchers) open = Math.min(open, stream.undecidedFrom);
    let earliest = original(open, this.#window);
    if (this.#spaced !== undefined) {
      let openSpaced = Number.POSITIVE_INFINITY;
      for (const stream of this.#spacedStreams) openSpaced = Math.min(openSpaced, stream.undecidedFrom);
      const joins = this.#spaced.mayJoinSince(openSpaced);
      if (joins) earliest = Math.min(earliest, original(openSpaced, this.#spaced.window));
    }
    for (const decoder of this.#decoders) earliest = Math.min(earliest, decoder.undecidedFrom);
    if (this.#tags !== undefined) earliest = Math.min(earliest, this.#tags.undecidedFrom);
    return Math.min(earliest, this.#percent.waitingFrom, this.#percentInside.waitingFrom);
  }

  #readCodePoint(codePoint: number, start: number, end: number): void {
    if (codePoint < 128 && !isPercent(codePoint) && this.#percent.idle && this.#percentInside.idle) {
      this.#take(codePoint, start, end);
    } else if (codePoint >= TAG_FIRST && codePoint <= TAG_LAST && this.#depth < this.#rules.decodeDepth) {
      this.#catchUp();
      this.#tags ??= this.#inside('tags');
      this.#tags.read(codePoint - TAG_SHIFT, start, end);
    } else {
      this.#percent.read(codePoint, start, end);
    }
  }

  #normalise(codePoint: number, start: number, end: number): void {
    if (codePoint < 128) {
      this.#take(codePoint, start, end);
      return;
    }
    for (const code of this.#rules.normaliser.map(codePoint)) this.#take(code, start, end);
  }

  #take(code: number, start: number, end: number): void {
    if (this.#window.length - this.#seen >= BLOCK_CHARACTERS) this.#catchUp();
    this.#window.append(code, start, end);
  }

  /** Has detectors and decoders read what the window got since they last did. */
  #catchUp(): void {
    const length = this.#window.length;
    if (this.#seen === length || this.#sink.stopped) return;
    if (length - this.#seen === 1 || this.#spaced !== undefined || this.#decoders.length > 0) {
      while (this.#seen < length && !this.#sink.stopped) this.#step();
      return;
    }
    const first = this.#seen;
    const count = this.#window.copyFrom(first, blockCodes);
    for (let at = 0; at < count; at += 1) rotatedBlockCodes[at] = rot13(blockCodes[at]!);
    while (this.#seen < length && !this.#sink.stopped) {
      const done = this.#seen - first;
      const read = this.#skip(done, count - done);
      this.#seen += read;
      if (this.#seen < length) this.#step();
    }
  }

  /** Has every detector read as far as none of them finds anything; returns how many characters that is. */
  #skip(done: number, most: number): number {
    const from = this.#seen;
    const codes = blockCodes.subarray(done);
    const rotated = rotatedBlockCodes.subarray(done);
    let count = most;
    for (let settled = 0; settled < this.#watchers.length; ) {
      settled = 0;
      for (const watcher of this.#watchers) {
        const read = watcher.stream.skip(watcher.rotated ? rotated : codes, from, count);
        if (read === count) settled += 1;
        count = read;
      }
    }
    return count;
  }

  #step(): void {
    const index = this.#seen;
    this.#seen += 1;
    for (const { stream } of this.#watchers) stream.step(index);
    if (this.#spaced === undefined && this.#decoders.length === 0) return;
    const code = this.#window.code(index);
    const start = this.#window.originalStart(index);
    const end = this.#window.originalEnd(index);
    this.#spaced?.read(code, start, end);
    for (const decoder of this.#decoders) decoder.read(code, start, end);
  }

  #openSpaced(name: ReadingName): SpacedLetters {
    const letters = new SpacedLetters((index) => {
      for (const stream of this.#spacedStreams) stream.step(index);
    });
    const sink = windowSink(this.#sink, letters.window, name === 'plain' ? 'spaced' : name);
    for (const detector of this.#rules.spaced) this.#spacedStreams.push(detector.open(letters.window, sink));
    return letters;
  }

  #inside(name: ReadingName): Reading {
    return new Reading(this.#rules, this.#sink, undefined, name, this.#depth + 1);
  }
}

function original(index: number, window: TextWindow): number {
  return index < window.length ? window.originalStart(index) : Number.POSITIVE_INFINITY;
}

function windowSink(sink: SpanSink, window: TextWindow, reading: ReadingName): MatchSink {
  return {
    accepted: (match) => sink.accepted(match, window, reading),
    final: (match) => sink.final(match, window),
  };
}
