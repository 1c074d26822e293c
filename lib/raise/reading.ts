// One text, read in every way in which something may be hidden in it: as it is, with spaced-out letters joined, rotated by 13,
// and - each as a reading of its own, to a bounded depth - what its base64, hexadecimal and tag characters decode to.
//
// Invariants
// 1. Everything happens per character, in order: what is found does not depend on how the text was cut.
// 2. All offsets are those of the original text, whatever the reading.
import type { Detector, DetectorStream, Match, MatchSink } from './detector.ts';
import { Base64Runs, type DecodedText, HexRuns, type RunDecoder } from './normalise/encoded-runs.ts';
import type { Normaliser } from './normalise/normalise.ts';
import { isPercent, PercentDecoder } from './normalise/percent.ts';
import { RotatedWindow } from './normalise/rotated.ts';
import { SpacedLetters } from './normalise/spaced.ts';
import { NormalWindow, type TextWindow } from './normalise/window.ts';

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
  /** How many encodings may lie inside one another; 0: nothing is decoded. */
  readonly decodeDepth: number;
}

export interface SpanSink {
  accepted(match: Match, window: TextWindow, reading: ReadingName): void;
  final(match: Match, window: TextWindow): void;
}

const NEWLINE = 10;
const TAG_FIRST = 0xe0020;
const TAG_LAST = 0xe007e;
const TAG_SHIFT = 0xe0000;

export class Reading {
  readonly #rules: ReadingRules;
  readonly #sink: SpanSink;
  readonly #depth: number;
  readonly #window = new NormalWindow();
  readonly #streams: DetectorStream[];
  readonly #spaced: SpacedLetters | undefined;
  readonly #spacedStreams: DetectorStream[] = [];
  readonly #decoders: RunDecoder[] = [];
  readonly #percent: PercentDecoder;
  readonly #percentInside: PercentDecoder;
  /** Readings of what was decoded, by the way it was; each made when it is first needed. */
  readonly #decoded = new Map<ReadingName, Reading>();

  /** `spaced`: false when the text is known to have no spaced-out letters. */
  constructor(rules: ReadingRules, sink: SpanSink, name: ReadingName = 'plain', spaced = true, depth = 0) {
    this.#rules = rules;
    this.#sink = sink;
    this.#depth = depth;
    const window = this.#window;
    this.#streams = rules.detectors.map((detector) => detector.open(window, windowSink(sink, window, name)));
    const rotated = new RotatedWindow(window);
    const rotatedSink = windowSink(sink, rotated, name === 'plain' ? 'rot13' : name);
    for (const detector of rules.rotated) this.#streams.push(detector.open(rotated, rotatedSink));
    if (spaced && rules.spaced.length > 0) this.#spaced = this.#openSpaced(name);
    this.#percentInside = new PercentDecoder((code, start, end) => this.#normalise(code, start, end));
    this.#percent = new PercentDecoder((code, start, end) => this.#percentInside.read(code, start, end));
    if (depth < rules.decodeDepth) {
      this.#decoders.push(new Base64Runs(this.#decodedTo('base64')), new HexRuns(this.#decodedTo('hex')));
    }
  }

  /** Reads a code point that stands for original[start, end). */
  read(codePoint: number, start: number, end: number): void {
    if (codePoint >= TAG_FIRST && codePoint <= TAG_LAST && this.#depth < this.#rules.decodeDepth) {
      this.#into('tags').read(codePoint - TAG_SHIFT, start, end);
    } else if (!isPercent(codePoint) && this.#percent.idle && this.#percentInside.idle) {
      this.#normalise(codePoint, start, end);
    } else {
      this.#percent.read(codePoint, start, end);
    }
  }

  end(): void {
    this.#percent.end();
    this.#percentInside.end();
    this.#spaced?.end();
    for (const stream of this.#streams) stream.end();
    for (const stream of this.#spacedStreams) stream.end();
    for (const reading of this.#decoded.values()) reading.end();
  }

  /** Where in the original the first character stands whose fate is open, for rules that hold text; Infinity when none is. */
  get undecidedFrom(): number {
    let earliest = this.#original(earliestOf(this.#streams), this.#window);
    if (this.#spaced !== undefined) {
      const open = earliestOf(this.#spacedStreams);
      if (this.#spaced.mayJoinSince(open)) earliest = Math.min(earliest, this.#original(open, this.#spaced.window));
    }
    for (const reading of this.#decoded.values()) earliest = Math.min(earliest, reading.undecidedFrom);
    return Math.min(earliest, this.#percent.waitingFrom, this.#percentInside.waitingFrom);
  }

  #original(index: number, window: TextWindow): number {
    return index < window.length ? window.originalStart(index) : Number.POSITIVE_INFINITY;
  }

  #normalise(codePoint: number, start: number, end: number): void {
    if (codePoint < 128) {
      this.#take(codePoint, start, end);
      return;
    }
    for (const code of this.#rules.normaliser.map(codePoint)) this.#take(code, start, end);
  }

  #take(code: number, start: number, end: number): void {
    const index = this.#window.length;
    this.#window.append(code, start, end);
    for (const stream of this.#streams) stream.step(index);
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

  #decodedTo(name: ReadingName): DecodedText {
    return {
      take: (code, start, end) => this.#into(name).read(code, start, end),
      endRun: (at) => this.#into(name).endRun(at),
    };
  }

  /** The text of a run is over; the next one's may follow much later. */
  endRun(at: number): void {
    this.#percent.end();
    this.#percentInside.end();
    this.#spaced?.breakOff();
    this.#take(NEWLINE, at, at);
  }

  #into(name: ReadingName): Reading {
    let reading = this.#decoded.get(name);
    if (reading === undefined) {
      reading = new Reading(this.#rules, this.#sink, name, true, this.#depth + 1);
      this.#decoded.set(name, reading);
    }
    return reading;
  }
}

function earliestOf(streams: readonly DetectorStream[]): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const stream of streams) earliest = Math.min(earliest, stream.undecidedFrom);
  return earliest;
}

function windowSink(sink: SpanSink, window: TextWindow, reading: ReadingName): MatchSink {
  return {
    accepted: (match) => sink.accepted(match, window, reading),
    final: (match) => sink.final(match, window),
  };
}
