// A stretch of an answer that goes to one place: content, reasoning, or the arguments of one call; and its screen.
//
// Invariants
// 1. What is told waits until `open`: passages are shown one after the other, however the guard answers.
// 2. What a passage adds to a text that the client has begun already is screened with the end of that text before it,
//    which is not told again.
import type { TextFindings } from './guarding-annotations.ts';
import type { OutputScreenListener, TextScreen } from './output-screen.ts';

export type PassageKind = 'content' | 'reasoning' | 'tool_call';

export interface PassageListener {
  /** `offset`: how much of the passage's text is dealt with; `altered`: the guard has changed it. */
  onText(text: string, offset: number, altered: boolean): unknown;
  onEnded(): void;
  onBlocked(): void;
  onUnscreened(): void;
}

/** How much of the text before is read again, in UTF-16 units: more than a rule's longest match. */
export const contextCharacters = 1024;

export class Passage {
  readonly #screen: TextScreen;
  readonly #context: string;
  readonly #shift: number;
  #waiting: (() => void)[] | undefined = [];
  /** Of the context, what the guard has dealt with. */
  #contextDone = 0;

  /** @param before the text that this passage goes on with. */
  constructor(openScreen: (listener: OutputScreenListener) => TextScreen, before: string, listener: PassageListener) {
    this.#context = contextOf(before);
    this.#shift = before.length - this.#context.length;
    this.#screen = openScreen({
      onText: (text, offset, altered) => this.#tell(() => this.#show(text, offset, altered, listener)),
      onEnded: () => this.#tell(() => listener.onEnded()),
      onBlocked: () => this.#tell(() => listener.onBlocked()),
      onUnscreened: () => this.#tell(() => listener.onUnscreened()),
    });
    if (this.#context !== '') this.#screen.push(this.#context);
  }

  /** Offsets are those of the text that it goes on with. */
  get findings(): TextFindings {
    const { findings, checkOffset } = this.#screen.findings;
    const shifted = findings.map((finding) => ({
      ...finding,
      startOffset: Math.max(0, (finding.startOffset ?? 0) + this.#shift),
      endOffset: Math.max(0, (finding.endOffset ?? 0) + this.#shift),
    }));
    return { findings: shifted, checkOffset: checkOffset + this.#shift };
  }

  get isOpen(): boolean {
    return this.#waiting === undefined;
  }

  push(text: string): void {
    this.#screen.push(text);
  }

  end(): void {
    this.#screen.end();
  }

  /** Everything before it has been shown. */
  open(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const tell of waiting) tell();
  }

  cancel(): void {
    this.#waiting = [];
    this.#screen.cancel();
  }

  #tell(tell: () => void): void {
    if (this.#waiting === undefined) tell();
    else this.#waiting.push(tell);
  }

  #show(text: string, offset: number, altered: boolean, listener: PassageListener): void {
    const { length } = this.#context;
    if (offset <= length) {
      this.#contextDone = offset;
      return;
    }
    const known = this.#context.slice(this.#contextDone);
    this.#contextDone = length;
    // Where a match reaches over the end of the context, what replaces it is told.
    let dropped = 0;
    while (dropped < known.length && text[dropped] === known[dropped]) dropped += 1;
    listener.onText(text.slice(dropped), offset - length, altered);
  }
}

/** The end of a text, no surrogate pair cut in two. */
function contextOf(before: string): string {
  const end = before.slice(-contextCharacters);
  return /^[\udc00-\udfff]/.test(end) ? end.slice(1) : end;
}
