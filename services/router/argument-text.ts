// The arguments of a call as a guard reads them: JSON text with its escapes read, for `bo\u006db` is a bomb to the client.
//
// Invariants
// 1. The reading of a text does not depend on how the text was cut into pieces.
// 2. Quotes and backslashes stay escaped: a reading is JSON as much as its text is, and stays so when parts of its strings
//    are changed.

import { align } from './text-alignment.ts';

/** Of both texts: where a stretch of the reading begins, and where what it was read from begins. */
interface Step {
  readonly read: number;
  readonly written: number;
}

const hex = '[0-9a-fA-F]';
/** An escape, or as much of it as there is; two that make one character are one. */
const escapePattern = new RegExp(
  String.raw`\\(?:u[dD][89abAB]${hex}{2}\\u[dD][c-fC-F]${hex}{2}|u${hex}{0,4}|[^u])?`,
  'g',
);
const completeEscape = new RegExp(String.raw`^\\(?:u${hex}{4}|[^u])`);
const firstHalf = new RegExp(String.raw`^\\u[dD][89abAB]${hex}{2}$`);
/** What a second half may begin with, as much of it as there is. */
const secondHalfBegun = new RegExp(String.raw`^(?:\\(?:u(?:[dD](?:[c-fC-F]${hex}?)?)?)?)?$`);

export class ArgumentText {
  /** Of both texts, what has not been shown. */
  #written = '';
  #reading = '';
  /** Offsets at which these begin. */
  #writtenBase = 0;
  #readBase = 0;
  /** Where the two texts part: from each step on they run alongside until the next. */
  #steps: Step[] = [{ read: 0, written: 0 }];
  /** Written up to here has been read. */
  #taken = 0;
  #inString = false;
  #escaped = false;

  /** Takes more of the text; returns what that adds to the reading. `end`: nothing follows. */
  push(text: string, end: boolean): string {
    this.#written += text;
    const before = this.#reading.length;
    const waiting = this.#written.slice(this.#taken - this.#writtenBase);
    let last = 0;
    for (const { 0: found, index } of waiting.matchAll(escapePattern)) {
      this.#reading += waiting.slice(last, index);
      last = index;
      const after = waiting.slice(index + found.length);
      const incomplete = !completeEscape.test(found) && after === '';
      if (!end && (incomplete || (firstHalf.test(found) && secondHalfBegun.test(after)))) break;
      last += found.length;
      this.#reading += readEscape(found);
      this.#steps.push({ read: this.#readBase + this.#reading.length, written: this.#taken + last });
    }
    const isWhole = end || !/\\/.test(waiting.slice(last));
    if (isWhole) {
      this.#reading += waiting.slice(last);
      last = waiting.length;
    }
    this.#taken += last;
    return this.#reading.slice(before);
  }

  /**
   * What the client is given when the guard has let `text` pass in the place of the reading up to `offset`: the text as it
   * was written, but for what the guard has changed in it.
   */
  release(text: string, offset: number): string {
    const from = this.#readBase;
    if (offset <= from) return '';
    let shown = '';
    let at = from;
    for (const part of align(this.#reading.slice(0, offset - from), text)) {
      // Outside of a string a replacement needs quotes to be JSON.
      if (part.kind === 'same') shown += this.#follow(this.#slice(at, at + part.length));
      else shown += this.#inString || part.text.trim() === '' ? part.text : JSON.stringify(part.text);
      at += part.length;
    }
    this.#forget(offset);
    return shown;
  }

  /** What was written between two offsets of the reading. */
  #slice(from: number, to: number): string {
    return this.#written.slice(this.#writtenAt(from) - this.#writtenBase, this.#writtenAt(to) - this.#writtenBase);
  }

  #forget(offset: number): void {
    const written = this.#writtenAt(offset);
    this.#written = this.#written.slice(written - this.#writtenBase);
    this.#reading = this.#reading.slice(offset - this.#readBase);
    this.#writtenBase = written;
    this.#readBase = offset;
    this.#steps = [{ read: offset, written }, ...this.#steps.filter(({ read }) => read > offset)];
  }

  /** Where what was read up to `offset` ends in the written text. */
  #writtenAt(offset: number): number {
    let last = this.#steps[0] as Step;
    for (const step of this.#steps) {
      if (step.read > offset) break;
      last = step;
    }
    return last.written + offset - last.read;
  }

  /** Keeps track of whether what has been shown ends inside of a string. */
  #follow(text: string): string {
    for (const character of text) {
      if (this.#escaped) this.#escaped = false;
      else if (this.#inString && character === '\\') this.#escaped = true;
      else if (character === '"') this.#inString = !this.#inString;
    }
    return text;
  }
}

/** White space of any kind reads as a space: outside of strings there may be line breaks of JSON's own. */
function readEscape(written: string): string {
  const kind = written[1] ?? '';
  if (kind === '/') return '/';
  if (kind !== '' && 'nrtbf'.includes(kind)) return ' ';
  if (kind !== 'u' || written.length < 6 || firstHalf.test(written)) return written;
  const text = JSON.parse(`"${written}"`) as string;
  if (text === '"' || text === '\\' || !text.isWellFormed()) return written;
  return text < ' ' ? ' ' : text;
}
