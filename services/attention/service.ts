// The gRPC methods of attention.

import type { Clock } from '../../lib/actor/clock.ts';
import type { Ref } from '../../lib/actor/supervisor.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { AttentionMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { BlockEventPublisher } from './block-events.ts';
import type { EngineMessage } from './engine.ts';
import { type Client, failedEvent } from './outbox.ts';
import { parseSubmit, type RequestLimits } from './request.ts';

export interface AttentionServiceOptions {
  readonly engine: Ref<EngineMessage>;
  readonly limits: RequestLimits;
  readonly blockEvents: BlockEventPublisher;
  readonly clock: Clock;
}

/** Keys of one BlockSnapshot: 128 KiB. */
const keysPerSnapshot = 4096;

export function attentionService(options: AttentionServiceOptions): ServiceBinding {
  return bindService(AttentionMethods, {
    serve: (stream, context) => {
      const near = context.transport === 'in_process';
      const onClose = () => context.draining.removeEventListener('abort', end);
      const router = new RouterStream(stream, options, { near, onClose });
      const end = () => router.end();
      context.draining.addEventListener('abort', end, { once: true });
    },
    listBlocks: async (_request, _context, write) => {
      const { sequence, keys } = options.blockEvents.snapshot();
      for (let from = 0; from === 0 || from < keys.length; from += keysPerSnapshot) {
        await write({ sequence, keys: Buffer.from(keys.slice(from, from + keysPerSnapshot).join(''), 'hex') });
      }
    },
  });
}

/** The stream of one router: its requests live no longer than it. */
class RouterStream implements Client {
  readonly near: boolean;
  readonly #stream: BidiStream<fulgur.v1.IAttentionEvents, fulgur.v1.AttentionCommand>;
  readonly #options: AttentionServiceOptions;

  constructor(
    stream: BidiStream<fulgur.v1.IAttentionEvents, fulgur.v1.AttentionCommand>,
    options: AttentionServiceOptions,
    { near, onClose }: { readonly near: boolean; readonly onClose: () => void },
  ) {
    this.near = near;
    this.#stream = stream;
    this.#options = options;
    stream.onMessage((command) => this.#take(command));
    stream.onEnd(() => this.end());
    stream.onClose(() => {
      onClose();
      options.engine.tell({ kind: 'disconnect', client: this });
    });
  }

  deliver(events: fulgur.v1.IAttentionEvents): void {
    this.#stream.send(events);
  }

  end(): void {
    this.#options.engine.tell({ kind: 'disconnect', client: this });
    this.#stream.end();
  }

  #take({ submit, cancel }: fulgur.v1.AttentionCommand): void {
    const { engine } = this.#options;
    if (submit) this.#submit(submit);
    else if (cancel) engine.tell({ kind: 'cancel', requestId: cancel.requestId ?? '', client: this });
    else
      throw new FulgurError(Code.INVALID_ARGUMENT, 'an AttentionCommand carries submit or cancel; this one is empty');
  }

  #submit(submit: fulgur.v1.ISubmit): void {
    const { engine, limits, clock } = this.#options;
    try {
      const request = parseSubmit(submit, limits, clock.unixMs());
      if (engine.tell({ kind: 'submit', request, client: this })) return;
      throw new RetryableError(Code.UNAVAILABLE, 'the engine of this replica is starting again: try another replica');
    } catch (error) {
      if (!(error instanceof FulgurError)) throw error;
      this.deliver({ failed: [failedEvent(submit.requestId ?? '', error)] });
    }
  }
}
