// One choice of a request: the tokens that its run brings, through stop texts and the guard, to the client. An answer that
// may hold reasoning or calls is split into its channels on the way.
//
// Invariants
// 1. Nothing is shown before `open`: tokens that come earlier, while the guard reads the prompt, wait.
// 2. A token's log-probabilities leave with its text, never before; those of text that the guard changed never leave.
// 3. `onFinish` is called once, after the last delta; `cancel` silences everything.
import { AnswerChannels } from './answer-channels.ts';
import type { AnswerStart } from './chat-dialect.ts';
import { ChoiceText, type TokenDecoder } from './choice-text.ts';
import type { FinishReason, GeneratedToken, ReleasedToken } from './generation-output.ts';
import type { TextFindings } from './guarding-annotations.ts';
import type { Run } from './migration.ts';
import type { OutputScreenListener, TextScreen } from './output-screen.ts';
import type { PassageKind } from './passage.ts';
import type { ToolCallDelta } from './tool-calling.ts';

export interface ChoiceOptions {
  readonly decoder: TokenDecoder;
  readonly stop: readonly string[];
  readonly stopTokenIds: ReadonlySet<number>;
  /** How the answer is to be read; absent when it is content and nothing else. */
  readonly answer?: AnswerStart | undefined;
  readonly screen: (kind: PassageKind, listener: OutputScreenListener) => TextScreen;
  readonly startRun: (listener: RunListener) => Run;
  readonly onDelta: (text: string, tokens: readonly ReleasedToken[]) => void;
  readonly onReasoning: (text: string) => void;
  readonly onToolCall: (delta: ToolCallDelta) => void;
  readonly onFinish: (reason: FinishReason) => void;
  readonly onFailed: (error: unknown) => void;
  /** The text can no longer be screened, and must be. */
  readonly onUnscreened: () => void;
}

export interface RunListener {
  readonly onToken: (token: GeneratedToken) => void;
  readonly onFinished: (reason: FinishReason) => void;
  readonly onFailed: (error: unknown) => void;
}

export class Choice {
  readonly #options: ChoiceOptions;
  readonly #text: ChoiceText;
  readonly #run: Run;
  #screen: TextScreen | undefined;
  /** The screen, when it splits the answer. */
  #channels: AnswerChannels | undefined;
  /** Tokens that wait for `open`. */
  #early: GeneratedToken[] = [];
  #reason: FinishReason | undefined;
  #altered = false;
  /** Ended before the run did. */
  #ending = false;
  #over = false;

  constructor(options: ChoiceOptions) {
    this.#options = options;
    this.#text = new ChoiceText(options.decoder, options.answer === undefined ? options.stop : []);
    this.#run = options.startRun({
      onToken: (token) => this.#take(token),
      onFinished: (reason) => this.#generated(reason),
      onFailed: (error) => this.#fail(error),
    });
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
    this.#screen = this.#openScreen();
    const early = this.#early;
    this.#early = [];
    for (const token of early) this.#take(token);
    if (this.#reason !== undefined) this.#endText();
  }

  #openScreen(): TextScreen {
    const { answer, stop, screen, onReasoning, onToolCall } = this.#options;
    const listener: OutputScreenListener = {
      onText: (text, offset, altered) => this.#show(text, offset, altered),
      onEnded: () => this.#finish(),
      onBlocked: () => this.#blocked(),
      onUnscreened: () => this.#unscreened(),
    };
    if (answer === undefined) return screen('content', listener);
    const onEnough = () => this.#enough();
    this.#channels = new AnswerChannels({
      answer,
      stop,
      openScreen: screen,
      listener: { ...listener, onReasoning, onToolCall, onEnough },
    });
    return this.#channels;
  }

  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#early = [];
    this.#run.cancel();
    this.#screen?.cancel();
  }

  #take(token: GeneratedToken): void {
    if (this.#over || this.#ending) return;
    if (this.#screen === undefined) {
      this.#early.push(token);
      return;
    }
    if (this.#options.stopTokenIds.has(token.id)) return;
    const text = this.#text.push(token);
    if (text !== '') this.#screen.push(text);
    if (this.#text.stopped) this.#enough();
  }

  /** The answer ends here, whatever else would be generated. */
  #enough(): void {
    if (this.#over || this.#ending) return;
    this.#ending = true;
    this.#run.cancel();
    this.#reason = 'stop';
    this.#screen?.end();
  }

  #generated(reason: FinishReason): void {
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

  #show(text: string, offset: number, altered: boolean): void {
    if (this.#over) return;
    const tokens = this.#shownTokens(this.#text.releaseUpTo(offset));
    this.#altered = altered || (text === '' && this.#altered);
    if (text !== '' || tokens.length > 0) this.#options.onDelta(text, altered ? [] : tokens);
  }

  #finish(): void {
    if (this.#over) return;
    const rest = this.#shownTokens(this.#text.releaseRest());
    if (rest.length > 0 && !this.#altered) this.#options.onDelta('', rest);
    const reason = this.#reason ?? 'stop';
    const called = (this.#channels?.calls ?? 0) > 0;
    this.#end(reason === 'stop' && called ? 'tool_calls' : reason);
  }

  /** Those of content; markers, reasoning and arguments have none to show. */
  #shownTokens(tokens: ReleasedToken[]): ReleasedToken[] {
    const channels = this.#channels;
    return channels === undefined ? tokens : tokens.filter(({ offset }) => channels.isContent(offset));
  }

  #blocked(): void {
    if (this.#over) return;
    this.#run.cancel();
    this.#end('content_filter');
  }

  #unscreened(): void {
    if (this.#over) return;
    this.cancel();
    this.#options.onUnscreened();
  }

  #end(reason: FinishReason): void {
    this.#over = true;
    this.#options.onFinish(reason);
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.cancel();
    this.#options.onFailed(error);
  }
}
