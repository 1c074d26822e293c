// A call to a server of the same process: two ends, joined by two lanes. Messages are encoded and decoded as on a
// connection, so that neither end sees the objects of the other, sizes mean the same and defaults are filled in; what is left
// out is HTTP/2, the sockets and the kernel.
//
// Invariants
// 1. Each end closes once; the server's first, so that its metrics are there when the caller hears of the end.
// 2. The outcome of the server arrives behind its messages; the caller's own end of the call, and its deadline, at once.
import { Code, FulgurError, RetryableError } from './errors.ts';
import { InProcessEnd } from './in-process-end.ts';
import { Lane } from './in-process-lane.ts';
import type { Turns } from './in-process-turns.ts';
import type { AnyMethod } from './method.ts';
import type { SendLimits } from './send-queue.ts';
import { undecodable } from './server-bidi.ts';
import { asFulgurError, type CallSite, deadlineExceeded, fromStatus, toStatus } from './status.ts';

export interface CallEndOptions {
  readonly method: AnyMethod;
  readonly maxMessageBytes: number;
  readonly sendLimits: SendLimits;
  /** Told once how the call ended. */
  readonly onDone: (error: FulgurError | undefined) => void;
}

export interface ServerCallEndOptions extends CallEndOptions {
  /** A message of the client was larger than the server takes. */
  readonly onOversized: () => void;
  /** The call is over for whatever reason; told before `onDone`. */
  readonly onOver: () => void;
}

/** The longest that a timer can wait. */
const timerMsMax = 2 ** 31 - 1;

export class InProcessCall {
  readonly client: ClientEnd<never, unknown>;
  readonly server: ServerEnd<never, unknown>;
  readonly #site: CallSite;
  readonly #turns: Turns;
  readonly #deadline: NodeJS.Timeout | undefined;
  #broken = false;

  constructor(turns: Turns, site: CallSite, client: CallEndOptions, server: ServerCallEndOptions) {
    this.#turns = turns;
    this.#site = site;
    const requests = new Lane(turns, client.sendLimits);
    const responses = new Lane(turns, server.sendLimits);
    this.client = new ClientEnd(this, client, requests, responses);
    this.server = new ServerEnd(server, responses, requests);
    const { deadlineMs } = site;
    if (deadlineMs > timerMsMax) return;
    this.#deadline = setTimeout(() => this.breakOff(deadlineExceeded(site)), Math.max(0, deadlineMs));
  }

  /** Whether the call is ending, whatever the server says. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Ends the call in the next turn, for the client with `error`. */
  breakOff(error: FulgurError): void {
    if (this.#broken || this.client.closed) return;
    this.#broken = true;
    this.#turns.add({ take: () => this.#close(error) });
  }

  /** Everything of the server has arrived. */
  answered(): void {
    if (this.#broken) return;
    const { outcome } = this.server;
    this.#close(outcome && fromStatus(toStatus(outcome), this.#site));
  }

  #close(error: FulgurError | undefined): void {
    if (this.client.closed) return;
    clearTimeout(this.#deadline);
    this.server.close();
    this.client.close(error);
  }
}

class ClientEnd<Out, In> extends InProcessEnd<Out, In> {
  readonly #call: InProcessCall;
  readonly #onDone: CallEndOptions['onDone'];
  #ended = false;
  #cancelled: FulgurError | undefined;

  constructor(call: InProcessCall, { method, maxMessageBytes, onDone }: CallEndOptions, out: Lane, responses: Lane) {
    super({ method, sends: method.request, takes: method.response, maxMessageBytes, out, in: responses });
    this.#call = call;
    this.#onDone = onDone;
  }

  override onClose(listener: (error?: FulgurError) => void): void {
    super.onClose(listener);
    // How a call ended arrives only behind its messages: they are read even if nobody listens to them.
    this.options.in.read();
  }

  end(): void {
    if (!this.sending) return;
    this.#ended = true;
    this.options.out.end();
  }

  cancel(error?: FulgurError): void {
    if (this.closed || this.#cancelled) return;
    this.#cancelled =
      error ?? new FulgurError(Code.CANCELLED, `${this.options.method.name} was cancelled by its caller`);
    this.options.out.queue.clear(this.#cancelled);
    this.#call.breakOff(this.#cancelled);
  }

  ended(): void {
    this.#call.answered();
  }

  close(error: FulgurError | undefined): void {
    this.closeWith(error, () => {
      this.#onDone(error);
      if (error === undefined) this.endListener?.();
    });
  }

  protected get sending(): boolean {
    return this.taking && !this.closed && !this.#ended;
  }

  protected get taking(): boolean {
    return this.#cancelled === undefined && !this.#call.broken;
  }

  protected over(): FulgurError {
    const { name } = this.options.method;
    return this.closeError ?? this.#cancelled ?? new FulgurError(Code.CANCELLED, `${name} has ended`);
  }

  protected unreadable(_bytes: number, cause: unknown): FulgurError {
    return this.failedInside(cause);
  }

  protected failedInside(error: unknown): FulgurError {
    return asFulgurError(error, `reading from ${this.options.method.name}`);
  }
}

export class ServerEnd<Out, In> extends InProcessEnd<Out, In> {
  readonly #end: ServerCallEndOptions;
  /** How this end ended the call; undefined while it has not. */
  #ended: { readonly error: FulgurError | undefined } | undefined;

  constructor(end: ServerCallEndOptions, out: Lane, requests: Lane) {
    const { method, maxMessageBytes } = end;
    super({ method, sends: method.response, takes: method.request, maxMessageBytes, out, in: requests });
    this.#end = end;
  }

  /** The error that it ended the call with. */
  get outcome(): FulgurError | undefined {
    return this.#ended?.error;
  }

  end(): void {
    if (!this.sending) return;
    this.#ended = { error: undefined };
    this.options.out.end();
  }

  cancel(error?: FulgurError): void {
    if (!this.sending) return;
    const reason = error ?? new FulgurError(Code.CANCELLED, `${this.options.method.name} was ended by the server`);
    this.#ended = { error: reason };
    this.options.out.abort(reason);
  }

  /** The client will send nothing more. */
  ended(): void {
    if (!this.taking) return;
    if (this.endListener === undefined) {
      this.end();
      return;
    }
    try {
      this.endListener();
    } catch (error) {
      this.cancel(this.failedInside(error));
    }
  }

  close(): void {
    const error = this.#ended === undefined ? this.over() : this.#ended.error;
    this.closeWith(error, () => {
      this.#end.onOver();
      this.#end.onDone(error);
    });
  }

  protected get sending(): boolean {
    return !this.closed && this.#ended === undefined;
  }

  protected get taking(): boolean {
    return this.sending;
  }

  protected over(): FulgurError {
    if (this.closeError !== undefined) return this.closeError;
    const message = `the client of ${this.options.method.name} went away`;
    return new RetryableError(Code.CANCELLED, message, { reason: 'client_gone' });
  }

  protected unreadable(bytes: number, cause: unknown): FulgurError {
    return undecodable(this.options.method, bytes, cause);
  }

  protected failedInside(error: unknown): FulgurError {
    return asFulgurError(error, this.options.method.name);
  }

  protected override oversized(): void {
    this.#end.onOversized();
  }
}
