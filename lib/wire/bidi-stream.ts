// One end of a bidirectional stream. Callbacks, not iterators or promises: a message costs one function call here.
import type { FulgurError } from './errors.ts';
import type { PayloadMessage } from './method.ts';

export interface BidiStream<Out, In> {
  /** True once the stream is over in both directions; `send` then drops what it is given. */
  readonly closed: boolean;
  /** Bytes handed to `send` and not yet written to the connection. */
  readonly queuedBytes: number;
  /**
   * Queues `message`. False means: accepted, but the peer reads slower than this end sends; wait for `onDrain`.
   * A sender that goes on regardless has its stream failed with RESOURCE_EXHAUSTED at the hard limit.
   * Throws a FulgurError when the message itself is larger than one message may be.
   */
  send(message: Out | PayloadMessage<Out>): boolean;
  /** As `send`, and resolves when there is room for more; rejects when the stream ends before. */
  write(message: Out): Promise<void>;
  /**
   * Reading starts with this call, so no message is missed. A throw from `listener` fails the stream. `memory`, where there
   * is one, is what the bytes of a large message lie in.
   */
  onMessage(listener: (message: In, memory?: Buffer) => void): void;
  /** Lets another message have the memory of one of which nobody looks at the bytes any more. */
  reuse(memory: Buffer | undefined): void;
  /** The peer will send nothing more. Without a listener, a server ends the stream itself. */
  onEnd(listener: () => void): void;
  onDrain(listener: () => void): void;
  /** Called exactly once; without an error when both ends ended in good order. */
  onClose(listener: (error?: FulgurError) => void): void;
  /** Stops reading: the peer feels backpressure. */
  pause(): void;
  resume(): void;
  /** Nothing more will be sent from here. On a server this ends the call with OK. */
  end(): void;
  /** Ends the stream at once in both directions; the peer of a server sees `error`, the peer of a client CANCELLED. */
  cancel(error?: FulgurError): void;
}
