// Carries the current OpenTelemetry context through promises and callbacks, on Node's AsyncLocalStorage.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type ContextManager, context } from '@opentelemetry/api';
import { rootContext } from './context.ts';

class AsyncContextManager implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#storage.getStore() ?? rootContext;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    active: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#storage.run(active, () => fn.call(thisArg, ...args));
  }

  bind<T>(active: Context, target: T): T {
    if (typeof target !== 'function') return target;
    return ((...args: unknown[]) => this.#storage.run(active, () => target(...args))) as T;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.#storage.disable();
    return this;
  }
}

/** Makes `context.active()` follow the flow of control. One manager serves the whole process; later calls do nothing. */
export function enableContext(): void {
  context.setGlobalContextManager(new AsyncContextManager());
}
