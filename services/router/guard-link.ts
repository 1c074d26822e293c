// The link to one guard: a stream that carries the screens of every choice, or a door where the guard is in this process, one
// for the questions about prompts, and calls.
//
// Invariants
// 1. Every screen hears of its end once: its own failure, or the loss of what carries it. A cancelled one hears nothing more.
// 2. `asking` counts what has been asked and not answered.
import type { Span, Tracer } from '@opentelemetry/api';
import type { Clock } from '../../lib/actor/clock.ts';
import { type ScreenDoor, screenDoor } from '../../lib/raise/screen-door.ts';
import { ifRecording } from '../../lib/telemetry/spans.ts';
import { Channel } from '../../lib/wire/client.ts';
import type { FulgurError } from '../../lib/wire/errors.ts';
import { errorOf } from '../../lib/wire/failure.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { OutputScreensMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { GuardQuestions } from './guard-questions.ts';
import { GuardStream } from './guard-stream.ts';
import { NearScreens } from './near-screens.ts';
import type { ScreenStream, ScreenStreamListener } from './output-screen.ts';
import { everyMoment, GuardTime, type Timekeeper } from './timekeeper.ts';

export interface GuardLinkOptions {
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly inProcess?: InProcessServers | undefined;
}

/** What texts are sent over. */
interface Carrier {
  send(delta: fulgur.v1.IScreenDelta): void;
}

export class GuardLink {
  readonly channel: Channel;
  readonly guardId: string;
  readonly questions: GuardQuestions;
  /** Not traced: it carries many requests. */
  readonly #linkChannel: Channel;
  readonly #screens = new Map<number, LinkedScreen>();
  readonly #stream: Carrier;
  readonly #near: Carrier;
  readonly #door: () => ScreenDoor | undefined;
  /** Of texts that are judged in their own turn, and of all others. */
  readonly #nearTime: Timekeeper;
  readonly #time: Timekeeper;
  #lastScreen = 0;
  #asking = 0;

  constructor(guardId: string, address: string, { tracer, clock, inProcess }: GuardLinkOptions) {
    this.guardId = guardId;
    this.#nearTime = new GuardTime(clock);
    this.#time = everyMoment(clock);
    this.channel = new Channel(address, { tracer, inProcess });
    const linkChannel = new Channel(address, { inProcess });
    this.#linkChannel = linkChannel;
    this.questions = new GuardQuestions({ tracer, clock, channel: this.channel, linkChannel });
    const stream = new GuardStream<fulgur.v1.IScreenDelta, fulgur.v1.IScreenDeltas, fulgur.v1.ScreenReleases>({
      open: () => linkChannel.bidi(OutputScreensMethods.screen, { deadlineMs: Number.POSITIVE_INFINITY }),
      pack: (deltas) => ({ deltas }),
      charactersOf: ({ delta }) => delta?.text?.length ?? 0,
      onMessage: ({ releases }) => {
        for (const release of releases) this.#take(release);
      },
      onLost: (error) => this.#lost(stream, error),
    });
    this.#stream = stream;
    this.#door = () => inProcess?.door(address, screenDoor);
    const near = new NearScreens({
      door: this.#door,
      onRelease: (release) => this.#take(release),
      onLost: (error) => this.#lost(near, error),
    });
    this.#near = near;
  }

  /** Whether the guard is in this process: nothing has to wake up for it. */
  get isNear(): boolean {
    return this.#linkChannel.transport === 'in_process';
  }

  /** Prompts and moderations that wait for the guard. */
  get asking(): number {
    return this.#asking;
  }

  /** Choices' texts that the guard screens. */
  get screening(): number {
    return this.#screens.size;
  }

  /** Counts what `ask` asks until it is answered. */
  async ask<T>(ask: (link: this) => Promise<T>): Promise<T> {
    this.#asking += 1;
    try {
      return await ask(this);
    } finally {
      this.#asking -= 1;
    }
  }

  /** The screen's span ends with it. */
  open(listener: ScreenStreamListener, span: Span): ScreenStream {
    this.#lastScreen += 1;
    const isNear = this.#door() !== undefined;
    const way = isNear
      ? { carrier: this.#near, timekeeper: this.#nearTime }
      : { carrier: this.#stream, timekeeper: this.#time };
    const screen = new LinkedScreen(this, { id: this.#lastScreen, ...way, listener, span });
    this.#screens.set(screen.id, screen);
    return screen;
  }

  cancel({ id, carrier }: LinkedScreen): void {
    if (this.#screens.delete(id)) carrier.send({ screen: id, cancel: true });
  }

  close(): void {
    this.channel.close();
    this.#linkChannel.close();
  }

  #take({ screen, release, failure }: fulgur.v1.IScreenRelease): void {
    const id = screen ?? 0;
    const linked = this.#screens.get(id);
    if (linked === undefined) return;
    if (failure || release?.end) this.#screens.delete(id);
    if (failure) linked.lost(errorOf(failure));
    else linked.released(release ?? {});
  }

  #lost(carrier: Carrier, error: FulgurError): void {
    const screens = [...this.#screens.values()].filter((screen) => screen.carrier === carrier);
    for (const { id } of screens) this.#screens.delete(id);
    for (const screen of screens) screen.lost(error);
  }
}

interface LinkedScreenOptions {
  readonly id: number;
  readonly carrier: Carrier;
  readonly timekeeper: Timekeeper;
  readonly listener: ScreenStreamListener;
  readonly span: Span;
}

/** One screen of a link. */
class LinkedScreen implements ScreenStream {
  readonly id: number;
  readonly carrier: Carrier;
  readonly timekeeper: Timekeeper;
  readonly #link: GuardLink;
  readonly #listener: ScreenStreamListener;
  readonly #span: Span | undefined;

  constructor(link: GuardLink, { id, carrier, timekeeper, listener, span }: LinkedScreenOptions) {
    this.#link = link;
    this.id = id;
    this.carrier = carrier;
    this.timekeeper = timekeeper;
    this.#listener = listener;
    this.#span = ifRecording(span);
  }

  get guardId(): string {
    return this.#link.guardId;
  }

  send(delta: fulgur.v1.IOutputDelta): void {
    this.carrier.send({ screen: this.id, delta });
  }

  cancel(): void {
    this.#span?.end();
    this.#link.cancel(this);
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
