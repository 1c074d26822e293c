// One choice's text, split into content, reasoning and calls of tools, each screened by itself and shown in their order.
//
// Owns: the parser, and a passage for every stretch of the answer. Does not own the run: `onEnough` says that no more of its
// text is wanted.
//
// Invariants
// 1. What is shown depends on the text alone, not on how it was cut into pieces or when the guard answers.
// 2. Nothing of a passage is shown after a block, in that passage or in any behind it.
// 3. `onText` carries content alone; its offsets, and those of other passages without a text, are offsets into the text
//    that the model wrote, so that log-probabilities leave with the content that they belong to, and with nothing else.
import type { AnswerSink } from '../../lib/model/answer/answer-format.ts';
import { AnswerParser } from '../../lib/model/answer/answer-parser.ts';
import { ArgumentText } from './argument-text.ts';
import type { AnswerStart } from './chat-dialect.ts';
import type { TextFindings } from './guarding-annotations.ts';
import { OriginMap } from './origin-map.ts';
import type { OutputScreenListener, TextScreen } from './output-screen.ts';
import { Passage, type PassageKind } from './passage.ts';
import { StopMatcher } from './stop-matcher.ts';
import { newCallId, type ToolCallDelta } from './tool-calling.ts';

export interface AnswerListener extends OutputScreenListener {
  onReasoning(text: string): void;
  onToolCall(delta: ToolCallDelta): void;
  /** The answer has ended, however much more the model writes: at a stop text, at its last call, or at a block. */
  onEnough(): void;
}

export interface AnswerChannelsOptions {
  readonly answer: AnswerStart;
  /** They end content; reasoning and arguments may hold them. */
  readonly stop: readonly string[];
  readonly openScreen: (kind: PassageKind, listener: OutputScreenListener) => TextScreen;
  readonly listener: AnswerListener;
}

/** A text that may consist of several passages. */
interface Channel {
  text: string;
  readonly origins: OriginMap;
}

/** A call on its way. */
interface Call {
  readonly text: ArgumentText;
  /** Where the model's text of it ends, once that is known. */
  end: number | undefined;
}

interface Opening {
  readonly kind: PassageKind;
  /** The text that it goes on with. */
  readonly before: string;
  readonly show: (text: string, offset: number, altered: boolean) => void;
  readonly announce?: () => void;
  readonly done?: () => void;
}

const gapText = '\n\n';

export class AnswerChannels implements TextScreen {
  readonly #options: AnswerChannelsOptions;
  readonly #parser: AnswerParser;
  readonly #passages: { readonly passage: Passage; readonly announce: () => void }[] = [];
  /** Passages that have been shown. */
  #shown = 0;
  #current: { readonly kind: PassageKind; readonly passage: Passage; readonly call?: Call } | undefined;
  readonly #content: Channel = { text: '', origins: new OriginMap() };
  readonly #reasoning: Channel = { text: '', origins: new OriginMap() };
  #stops: StopMatcher;
  #calls = 0;
  #enough = false;
  #ended = false;
  #over = false;

  constructor(options: AnswerChannelsOptions) {
    this.#options = options;
    this.#stops = new StopMatcher(options.stop);
    const { format, opening, opensReasoning, tools } = options.answer;
    // What the prompt has begun of the answer lies before the model's text, whose offsets begin at 0.
    const origin = (at: number) => at - opening.length;
    const sink: AnswerSink = {
      content: (text, at) => this.#takeContent(text, origin(at)),
      reasoning: (text, at) => this.#takeReasoning(text, origin(at)),
      gap: (kind) => (kind === 'content' ? this.#takeContent(gapText) : this.#takeReasoning(gapText)),
      call: (name) => this.#beginCall(name),
      arguments: (text) => this.#takeArguments(text),
      callEnd: (at) => this.#endCall(origin(at)),
    };
    this.#parser = new AnswerParser({ format, tools, opensReasoning, sink });
    if (opening !== '') this.#parser.push(opening);
  }

  get findings(): TextFindings {
    const all = this.#passages.map(({ passage }) => passage.findings);
    const checkOffset = all.findLast(({ findings }) => findings.length > 0)?.checkOffset ?? 0;
    return { findings: all.flatMap(({ findings }) => findings), checkOffset };
  }

  /** Calls that have begun. */
  get calls(): number {
    return this.#calls;
  }

  /** Whether the character at an offset of the model's text is content that no stop text took back. */
  isContent(offset: number): boolean {
    const { origins, text } = this.#content;
    return (origins.offsetOf(offset) ?? text.length) < text.length;
  }

  push(text: string): void {
    if (!this.#enough && !this.#over) this.#parser.push(text);
  }

  end(): void {
    if (this.#ended || this.#over) return;
    if (!this.#enough) this.#parser.end();
    this.#enough = true;
    this.#ended = true;
    this.#endPassage();
    this.#advance();
  }

  cancel(): void {
    this.#over = true;
    for (const { passage } of this.#passages) passage.cancel();
  }

  #takeContent(text: string, at?: number): void {
    if (this.#enough) return;
    if (this.#current?.kind !== 'content') this.#begin('content', this.#content);
    this.#content.origins.add(text.length, at);
    this.#pass(this.#stops.push(text));
    if (this.#stops.matched) this.#stopHere();
  }

  /** Content that is certain not to be part of a stop text. */
  #pass(text: string): void {
    if (text === '') return;
    this.#content.text += text;
    this.#current?.passage.push(text);
  }

  #takeReasoning(text: string, at?: number): void {
    if (this.#enough) return;
    if (this.#current?.kind !== 'reasoning') this.#begin('reasoning', this.#reasoning);
    this.#reasoning.origins.add(text.length, at);
    this.#reasoning.text += text;
    this.#current?.passage.push(text);
  }

  /** Begins a passage that goes on with a channel. */
  #begin(kind: 'content' | 'reasoning', channel: Channel): void {
    this.#endPassage();
    const { listener } = this.#options;
    const start = channel.text.length;
    const show = (text: string, offset: number, altered: boolean) => {
      const origin = channel.origins.originOf(start + offset);
      if (kind === 'content') return listener.onText(text, origin, altered);
      if (text !== '') listener.onReasoning(text);
      listener.onText('', origin, false);
    };
    this.#current = { kind, passage: this.#open({ kind, before: channel.text, show }) };
    this.#advance();
  }

  #beginCall(name: string): void {
    if (this.#enough) return;
    this.#endPassage();
    const { listener, answer } = this.#options;
    const index = this.#calls;
    this.#calls += 1;
    const id = newCallId(answer.format.calls?.ids === 'short');
    const call: Call = { text: new ArgumentText(), end: undefined };
    const passage = this.#open({
      kind: 'tool_call',
      before: '',
      announce: () => listener.onToolCall({ index, id, name, arguments: '' }),
      show(text, offset) {
        const written = call.text.release(text, offset);
        if (written !== '') listener.onToolCall({ index, arguments: written });
      },
      done: () => listener.onText('', call.end ?? 0, false),
    });
    this.#current = { kind: 'tool_call', call, passage };
    this.#advance();
  }

  #takeArguments(text: string, end = false): void {
    const { call, passage } = this.#current ?? {};
    const reading = call?.text.push(text, end) ?? '';
    if (reading !== '' && !this.#enough) passage?.push(reading);
  }

  #endCall(at: number): void {
    if (this.#enough) return;
    this.#takeArguments('', true);
    if (this.#current?.call !== undefined) this.#current.call.end = at;
    this.#endPassage();
    if (this.#options.answer.oneCall) this.#stopHere();
  }

  #open({ kind, before, show, announce, done }: Opening): Passage {
    const { listener, openScreen } = this.#options;
    const openStopping = (screenListener: OutputScreenListener) =>
      openScreen(kind, {
        ...screenListener,
        onBlocked: () => {
          this.#stopHere();
          screenListener.onBlocked();
        },
      });
    const passage = new Passage(openStopping, before, {
      onText: (text, offset, altered) => this.#over || show(text, offset, altered),
      onEnded: () => {
        if (this.#over) return;
        done?.();
        this.#shown += 1;
        this.#advance();
      },
      onBlocked: () => this.#close(() => listener.onBlocked()),
      onUnscreened: () => this.#close(() => listener.onUnscreened()),
    });
    this.#passages.push({ passage, announce: announce ?? (() => {}) });
    return passage;
  }

  #endPassage(): void {
    if (this.#current?.kind === 'content' && !this.#stops.matched) {
      this.#pass(this.#stops.end());
      this.#stops = new StopMatcher(this.#options.stop);
    }
    this.#current?.passage.end();
    this.#current = undefined;
  }

  /** Shows the passage whose turn it is; the end when there is none left. */
  #advance(): void {
    if (this.#over) return;
    const next = this.#passages[this.#shown];
    if (next !== undefined) {
      if (next.passage.isOpen) return;
      next.announce();
      next.passage.open();
    } else if (this.#ended) {
      this.#close(() => this.#options.listener.onEnded());
    }
  }

  #stopHere(): void {
    if (this.#enough) return;
    this.#enough = true;
    this.#options.listener.onEnough();
  }

  #close(tell: () => void): void {
    if (this.#over) return;
    this.cancel();
    tell();
  }
}
