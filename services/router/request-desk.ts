// Where front ends hand requests in, and what knows all that run: for draining.
import { randomUUID } from 'node:crypto';
import { Deadlines } from '../../lib/actor/deadlines.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { GenerationOutput } from './generation-output.ts';
import type { GenerationRequest } from './generation-request.ts';
import { type Call, RequestLife, type RequestServices } from './request.ts';

export class RequestDesk {
  readonly #services: RequestServices;
  readonly #running = new Set<RequestLife>();
  readonly #deadlines: Deadlines;
  readonly #idle = new Set<() => void>();

  constructor(services: RequestServices) {
    this.#services = services;
    this.#deadlines = new Deadlines(services.clock);
  }

  readonly #ended = (life: RequestLife): void => {
    this.#running.delete(life);
    if (this.#running.size > 0) return;
    for (const resolve of this.#idle) resolve();
    this.#idle.clear();
  };

  /** An id that no other request of the cluster has, whatever clients call theirs. */
  newRequestId(): string {
    return randomUUID().replaceAll('-', '');
  }

  /** What happens is told to `output`; the answer is there to cancel it. */
  start(request: GenerationRequest, call: Call, output: GenerationOutput): RequestLife {
    const life = new RequestLife(this.#services, call, output, this.#deadlines, this.#ended);
    this.#running.add(life);
    life.start(request);
    return life;
  }

  /** Takes nothing new; resolves when all that runs has ended, which it is made to after `timeoutMs`. */
  async drain(timeoutMs: number): Promise<void> {
    const { admission, clock } = this.#services;
    admission.close();
    if (this.#running.size === 0) return;
    const timer = clock.after(timeoutMs, () => {
      const message = `this router shut down before the request was done, ${timeoutMs} ms after it was asked to`;
      const error = new FulgurError(Code.UNAVAILABLE, message, { reason: 'draining' });
      for (const life of [...this.#running]) life.fail(error);
    });
    await new Promise<void>((resolve) => this.#idle.add(resolve));
    timer.cancel();
  }
}
