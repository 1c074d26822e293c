// One choice of a request: the tokens that its run brings, through stop texts and the guard, to the client. An answer that
// may hold reasoning or calls is split into its channels on the way.
//
// Invariants
// 1. Nothing is shown before `open`: tokens that come earlier, while the guard reads the prompt, wait.
// 2. A token's log-probabilities leave with its text, never before; those of text that the guard changed never leave.
// 3. `onFinish` is called once, after the last delta; `cancel` silences everything.
import { AnswerChannels, type AnswerListener } from './answer-channels.ts';
import type { AnswerStart } from './chat-dialect.ts';
import { ChoiceText, type TokenDecoder } from './choice-text.ts';
import type { FinishReason, GeneratedToken, ReleasedToken } from './generation-output.ts';
import type { TextFindings } from './guarding-annotations.ts';
import type { Run } from './migration.ts';
import type { OutputScreenListener, TextScreen } from './output-screen.ts';
import type { PassageKind } from './passage.ts';
import type { ToolCallDelta } from './tool-calling.ts';

/** What happens to a choice, by its index. */
export interface ChoiceListener {
  /** Before its text has been looked at. */
  onFirstToken(choice: number): void;
  onDelta(choice: number, text: string, tokens: readonly ReleasedToken[]): void;
  onReasoning(choice: number, text: string): void;
  onToolCall(choice: number, delta: ToolCallDelta): void;
  onFinish(choice: number, reason: FinishReason): void;
  onFailed(error: unknown): void;
  /** The text can no longer be screened, and must be. */
  onUnscreened(): void;
}

export interface ChoiceOptions {
  readonly index: number;
  readonly decoder: TokenDecoder;
  readonly stop: readonly string[];
  readonly stopTokenIds: ReadonlySet<number>;
  /** How the answer is to be read; absent when it is content and nothing else. */
  readonly answer?: AnswerStart | undefined;
  readonly screen: (kind: PassageKind, listener: OutputScreenListener) => TextScreen;
  readonly startRun: (listener: RunListener) => Run;
  readonly listener: ChoiceListener;
}

export interface RunListener {
  readonly onToken: (token: GeneratedToken) => void;
  readonly onFinished: (reason: FinishReason) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Its listeners' methods are for its run and its screen. */
export class Choice implements RunListener, AnswerListener {
  readonly index: number;
  readonly #listener: ChoiceListener;
  readonly #stopTokenIds: ReadonlySet<number>;
  readonly #text: ChoiceText;
  readonly #run: Run;
  /** How its screen is opened, until it is. */
  #opening: Pick<ChoiceOptions, 'answer' | 'stop' | 'screen'> | undefined;
  #screen: TextScreen | undefined;
  /** The screen, when it splits the answer. */
  #channels: AnswerChannels | undefined;
  /** Tokens that wait for `open`. */
  #early: GeneratedToken[] | undefined;
  #reason: FinishReason | undefined;
  #begun = false;
  #altered = false;
  /** Ended before the run did. */
  #ending = false;
  #over = false;

  constructor({ index, decoder, stop, stopTokenIds, answer, screen, startRun, listener }: ChoiceOptions) {
    this.index = index;
    this.#listener = listener;
    this.#stopTokenIds = stopTokenIds;
    this.#opening = { answer, stop, screen };
    this.#text = new ChoiceText(decoder, answer === undefined ? stop : []);
    this.#run = startRun(this);
  }

  get generatedTokens(): number {
    return this.#run.tokens;
  }

  /** What the guard found in the text. */
  get findings(): TextFindings {
    return this.#screen?.findings ?? { findings: [], checkOffset: 0 };
  }

  get cachedTokens(): number {
    return this.#run.cachedTokens;
  }

  start(): void {
    this.#run.start();
  }

  /** The guard has let the prompt pass. */
  open(): void {
    if (this.#over) return;
    this.#openScreen();
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const token of early) this.onToken(token);
    if (this.#reason !== undefined) this.#endText();
  }

  #openScreen(): void {
    const { answer, stop, screen } = this.#opening as Pick<ChoiceOptions, 'answer' | 'stop' | 'screen'>;
    this.#opening = undefined;
    if (answer === undefined) {
      this.#screen = screen('content', this);
      return;
    }
    this.#channels = new AnswerChannels({ answer, stop, openScreen: screen, listener: this });
    this.#screen = this.#channels;
  }

  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#early = undefined;
    this.#run.cancel();
    this.#screen?.cancel();
  }

  onToken(token: GeneratedToken): void {
    if (this.#over || this.#ending) return;
    if (!this.#begun) this.#listener.onFirstToken(this.index);
    this.#begun = true;
    if (this.#screen === undefined) {
      this.#early ??= [];
      this.#early.push(token);
      return;
    }
    if (this.#stopTokenIds.has(token.id)) return;
    const text = this.#text.push(token);
    if (text !== '') this.#screen.push(text);
    if (this.#text.stopped) this.onEnough();
  }

  /** The answer ends here, whatever else would be generated. */
  onEnough(): void {
    if (this.#over || this.#ending) return;
    this.#ending = true;
    this.#run.cancel();
    this.#reason = 'stop';
    this.#screen?.end();
  }

  onFinished(reason: FinishReason): void {
    if (this.#over || this.#ending) return;
    this.#reason = reason;
    if (this.#screen !== undefined) this.#endText();
  }

  #endText(): void {
    const screen = this.#screen;
    if (this.#over || screen === undefined || this.#ending) return;
    const rest = this.#text.end();
    // The decoder's last character may complete a stop text.
    if (this.#text.stopped) this.#reason = 'stop';
    if (rest !== '') screen.push(rest);
    if (!this.#over && !this.#ending) screen.end();
  }

  onText(text: string, offset: number, altered: boolean): void {
    if (this.#over) return;
    const tokens = this.#shownTokens(this.#text.releaseUpTo(offset));
    this.#altered = altered || (text === '' && this.#altered);
    if (text !== '' || tokens.length > 0) this.#listener.onDelta(this.index, text, altered ? [] : tokens);
  }

  onReasoning(text: string): void {
    if (!this.#over) this.#listener.onReasoning(this.index, text);
  }

  onToolCall(delta: ToolCallDelta): void {
    if (!this.#over) this.#listener.onToolCall(this.index, delta);
  }

  onEnded(): void {
    if (this.#over) return;
    const rest = this.#shownTokens(this.#text.releaseRest());
    if (rest.length > 0 && !this.#altered) this.#listener.onDelta(this.index, '', rest);
    const reason = this.#reason ?? 'stop';
    const called = (this.#channels?.calls ?? 0) > 0;
    this.#end(reason === 'stop' && called ? 'tool_calls' : reason);
  }

  /** Those of content; markers, reasoning and arguments have none to show. */
  #shownTokens(tokens: ReleasedToken[]): ReleasedToken[] {
    const channels = this.#channels;
    return channels === undefined ? tokens : tokens.filter(({ offset }) => channels.isContent(offset));
  }

  onBlocked(): void {
    if (this.#over) return;
    this.#run.cancel();
    this.#end('content_filter');
  }

  onUnscreened(): void {
    if (this.#over) return;
    this.cancel();
    this.#listener.onUnscreened();
  }

  #end(reason: FinishReason): void {
    this.#over = true;
    this.#listener.onFinish(this.index, reason);
  }

  onFailed(error: unknown): void {
    if (this.#over) return;
    this.cancel();
    this.#listener.onFailed(error);
  }
}
