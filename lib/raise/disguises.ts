// What a stretch of text says besides as it is: without invisible characters, look-alikes and accents, with digits and signs read
// as letters, spaced-out letters joined, rotated by 13, decoded. For what reads whole texts, as the classifier does; exact
// rules read all of it character by character (reading.ts).
import type { Detector, DetectorStream } from './detector.ts';
import { foldLeet } from './normalise/leet.ts';
import { Normaliser } from './normalise/normalise.ts';
import { looksRotated, rotatedText } from './normalise/rotated.ts';
import { SOFT, type TextWindow } from './normalise/window.ts';
import { Reading, type ReadingName } from './reading.ts';
import { traitsOf } from './text-traits.ts';

export interface Disguise {
  readonly reading: ReadingName;
  readonly text: string;
}

export interface DisguiseOptions {
  readonly spaced: boolean;
  readonly rot13: boolean;
  /** How many encodings may lie inside one another. */
  readonly decodeDepth: number;
}

/** Readings of one text; further ones are not told. */
const DISGUISES_MAX = 8;
/** Characters that normalisation leaves alone, or changes to what the classifier takes for the same. */
const PLAIN = /^[\t\n\r -$&-~\u3000-\u303f\u4e00-\u9fff\uff01-\uff04\uff06-\uff20]*$/;
const normaliser = new Normaliser();

/** What `text` says when it is read otherwise, each once, and never `text` itself. Depends on `text` only. */
export function disguisesIn(text: string, options: DisguiseOptions): Disguise[] {
  const traits = traitsOf(text);
  const spaced = options.spaced && traits.spaced;
  const encoded = options.decodeDepth > 0 && traits.encoded;
  const asItIs = PLAIN.test(text) && !spaced && !encoded;
  const readings: Disguise[] = asItIs
    ? [{ reading: 'plain', text }]
    : readingsOf(text, spaced, encoded ? options.decodeDepth : 0);
  const rotated = readings.filter((one) => options.rot13 && looksRotated(one.text));
  const told = new Map<string, ReadingName>();
  for (const { reading, text: said } of [
    ...readings,
    ...rotated.map((one): Disguise => ({ reading: 'rot13', text: rotatedText(one.text) })),
    ...readings.flatMap(({ reading, text }) => foldLeet(text).map((fold): Disguise => ({ reading, text: fold }))),
  ]) {
    if (said !== text && said.trim() !== '' && !told.has(said) && told.size < DISGUISES_MAX) told.set(said, reading);
  }
  return Array.from(told, ([said, reading]) => ({ reading, text: said }));
}

/** Runs the text through the guard's readings, with detectors that only listen. */
function readingsOf(text: string, spaced: boolean, decodeDepth: number): Disguise[] {
  const heard: { listener: Listener; reading: ReadingName }[] = [];
  const listening = (joined: boolean): Detector => ({
    open(window) {
      const listener = new Listener(window);
      heard.push({ listener, reading: joined ? 'spaced' : 'plain' });
      return listener;
    },
  });
  const sink = { stopped: false, accepted() {}, final() {} };
  const rules = {
    normaliser,
    detectors: [listening(false)],
    rotated: [],
    spaced: spaced ? [listening(true)] : [],
    holds: false,
    decodeDepth,
  };
  const reading = new Reading(rules, sink, { spaced, encoded: decodeDepth > 0 });
  reading.readText(text, 0, text.length, 0);
  reading.end();
  return heard.map(({ listener, reading }) => ({ reading, text: listener.said }));
}

/** Writes down what its window shows. */
class Listener implements DetectorStream {
  readonly undecidedFrom = Number.POSITIVE_INFINITY;
  readonly #window: TextWindow;
  said = '';

  constructor(window: TextWindow) {
    this.#window = window;
  }

  step(index: number): void {
    const code = this.#window.code(index);
    if (code !== SOFT) {
      this.said += String.fromCodePoint(code);
    } else if (this.#window.originalEnd(index) - this.#window.originalStart(index) > 1) {
      // More room than between the letters of a word.
      this.said += ' ';
    }
  }

  skip(codes: Int32Array, _from: number, count: number): number {
    for (let at = 0; at < count; at += 1) this.said += String.fromCodePoint(codes[at]!);
    return count;
  }

  end(): void {}
}
