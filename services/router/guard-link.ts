// The link to one guard: its channel, and one stream that carries the screens of every choice.
//
// Invariants
// 1. What is sent within one turn of the event loop leaves as one message.
// 2. Every screen hears of its end once: its own failure, or the loss of the stream. A cancelled one hears nothing more.
// 3. A stream that broke is opened again by the next screen.
import type { Span, Tracer } from '@opentelemetry/api';
import { ifRecording } from '../../lib/telemetry/spans.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { OutputScreensMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { ScreenStream, ScreenStreamListener } from './output-screen.ts';

/** Of one message: what several choices say again to another guard can be much. */
const messageCharactersMax = 256 << 10;

type Stream = BidiStream<fulgur.v1.IScreenDeltas, fulgur.v1.ScreenReleases>;

export class GuardLink {
  readonly channel: Channel;
  readonly guardId: string;
  /** Not traced: it carries many requests. */
  readonly #screenChannel: Channel;
  readonly #screens = new Map<number, LinkedScreen>();
  #stream: Stream | undefined;
  #deltas: fulgur.v1.IScreenDelta[] = [];
  #flushing = false;
  #lastScreen = 0;

  constructor(guardId: string, address: string, tracer: Tracer) {
    this.guardId = guardId;
    this.channel = new Channel(address, { tracer });
    this.#screenChannel = new Channel(address);
  }

  /** The screen's span ends with it. */
  open(listener: ScreenStreamListener, span: Span): ScreenStream {
    this.#lastScreen += 1;
    const screen = new LinkedScreen(this, this.#lastScreen, this.guardId, listener, span);
    this.#screens.set(screen.id, screen);
    return screen;
  }

  send(screen: number, delta: fulgur.v1.IOutputDelta): void {
    this.#send({ screen, delta });
  }

  cancel(screen: number): void {
    if (this.#screens.delete(screen)) this.#send({ screen, cancel: true });
  }

  close(): void {
    this.channel.close();
    this.#screenChannel.close();
  }

  #send(delta: fulgur.v1.IScreenDelta): void {
    this.#deltas.push(delta);
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    const waiting = this.#deltas;
    this.#deltas = [];
    try {
      this.#stream ??= this.#connect();
      for (const deltas of messagesOf(waiting)) this.#stream.send({ deltas });
    } catch (error) {
      this.#lost(error as FulgurError);
    }
  }

  #connect(): Stream {
    const stream: Stream = this.#screenChannel.bidi(OutputScreensMethods.screen, {
      deadlineMs: Number.POSITIVE_INFINITY,
    });
    stream.onMessage(({ releases }) => {
      for (const release of releases) this.#take(release);
    });
    stream.onClose((error) => {
      if (this.#stream !== stream) return;
      this.#lost(error ?? new RetryableError(Code.UNAVAILABLE, 'the guard ended the stream of screens'));
    });
    return stream;
  }

  #take({ screen, release, failure }: fulgur.v1.IScreenRelease): void {
    const id = screen ?? 0;
    const linked = this.#screens.get(id);
    if (linked === undefined) return;
    if (!failure) {
      if (release?.end) this.#screens.delete(id);
      linked.released(release ?? {});
      return;
    }
    this.#screens.delete(id);
    const code = (failure.code || Code.UNKNOWN) as Code;
    linked.lost(new (failure.retryable ? RetryableError : FulgurError)(code, failure.message ?? ''));
  }

  #lost(error: FulgurError): void {
    this.#stream = undefined;
    const screens = [...this.#screens.values()];
    this.#screens.clear();
    for (const screen of screens) screen.lost(error);
  }
}

/** One screen of a link. */
class LinkedScreen implements ScreenStream {
  readonly id: number;
  readonly guardId: string;
  readonly #link: GuardLink;
  readonly #listener: ScreenStreamListener;
  readonly #span: Span | undefined;

  constructor(link: GuardLink, id: number, guardId: string, listener: ScreenStreamListener, span: Span) {
    this.#link = link;
    this.id = id;
    this.guardId = guardId;
    this.#listener = listener;
    this.#span = ifRecording(span);
  }

  send(delta: fulgur.v1.IOutputDelta): void {
    this.#link.send(this.id, delta);
  }

  cancel(): void {
    this.#span?.end();
    this.#link.cancel(this.id);
  }

  released(release: fulgur.v1.IOutputRelease): void {
    if (release.end) this.#span?.end();
    this.#listener.onRelease(this, release);
  }

  lost(error: FulgurError): void {
    this.#span?.recordException(error);
    this.#span?.end();
    this.#listener.onLost(this, error);
  }
}

function* messagesOf(deltas: readonly fulgur.v1.IScreenDelta[]): Generator<fulgur.v1.IScreenDelta[]> {
  let message: fulgur.v1.IScreenDelta[] = [];
  let characters = 0;
  for (const delta of deltas) {
    message.push(delta);
    characters += delta.delta?.text?.length ?? 0;
    if (characters < messageCharactersMax) continue;
    yield message;
    message = [];
    characters = 0;
  }
  if (message.length > 0) yield message;
}
