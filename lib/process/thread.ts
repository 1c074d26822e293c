// Threads of this process that run a module of ours.
import { type ResourceLimits, Worker } from 'node:worker_threads';

export interface ThreadOptions {
  /** Without a limit V8 lets garbage grow with the machine's memory. */
  readonly resourceLimits: ResourceLimits;
  readonly workerData?: unknown;
}

/** `module`: URL of the compiled module, which ends in `.js`; `from`: `import.meta.url` of the caller. */
export function startThread(module: URL, from: string, options: ThreadOptions): Worker {
  if (!from.endsWith('.ts')) return new Worker(module, options);
  // In development it is TypeScript, and a thread has to ask for its loader by itself.
  const source = module.href.replace(/\.js$/, '.ts');
  const load = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import('${source}'); })`;
  return new Worker(load, { ...options, eval: true, execArgv: [] });
}
