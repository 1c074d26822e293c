import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allowedCores } from '../process/cores.ts';
import { nativeKernels } from './native.ts';

const run = promisify(execFile);
const affinity = path.resolve(import.meta.dirname, 'affinity.ts');
const scheduling = path.resolve(import.meta.dirname, '../../test/support/thread-scheduling.ts');

/** The cores of all threads of a new process that was kept on `cores`, or why it was not. */
async function keptOn(cores: number[]): Promise<string> {
  const code = `
    import { readFile } from 'node:fs/promises';
    import { threadsOf } from ${JSON.stringify(scheduling)};
    // Starts Node's pool, as loading modules does where they are not compiled in memory.
    await Promise.all(Array.from({ length: 4 }, () => readFile('/proc/self/status')));
    const { runOnCores } = await import(${JSON.stringify(affinity)});
    try {
      runOnCores(${JSON.stringify(cores)});
      console.log([...new Set(threadsOf('self').map(({ cores }) => cores))].join(' and '));
    } catch (error) { console.log(error.message); }`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code]);
  return stdout.trim();
}

describe.skipIf(process.platform !== 'linux')('running on chosen cores (skipped where it is not Linux)', () => {
  it('keeps every thread of the process on them, those included that ran before', async () => {
    const core = allowedCores()!.at(-1)!;
    expect(await keptOn([core])).toBe(String(core));
  });

  it('is refused when the process may use none of them, naming those that it may use', async () => {
    expect(await keptOn([1023])).toBe(
      `this process cannot run on cores 1023: it may use ${allowedCores()!.join(', ')}`,
    );
  });
});

/** Linux's scheduling policies of the threads of a new process that runs as a batch, and of those that it starts then. */
async function policies(): Promise<string> {
  const code = `
    import { readFile } from 'node:fs/promises';
    import { threadsOf } from ${JSON.stringify(scheduling)};
    import { Worker } from 'node:worker_threads';
    await Promise.all(Array.from({ length: 4 }, () => readFile('/proc/self/status')));
    const { runAsBatch } = await import(${JSON.stringify(affinity)});
    runAsBatch();
    const before = new Set(threadsOf('self').map(({ thread }) => thread));
    const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
    await new Promise((resolve) => worker.once('online', resolve));
    const policiesOf = (wasThere) => {
      const threads = threadsOf('self').filter(({ thread }) => before.has(thread) === wasThere);
      return [...new Set(threads.map(({ policy }) => policy))].join(' and ');
    };
    console.log(policiesOf(true) + ', later: ' + policiesOf(false));
    process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code]);
  return stdout.trim();
}

it.skipIf(process.platform !== 'linux')(
  'runs every thread as a batch, those included that are started later (skipped where it is not Linux)',
  async () => {
    const batch = '3';
    expect(await policies()).toBe(`${batch}, later: ${batch}`);
  },
);

const cores = allowedCores() ?? [];

describe.skipIf(process.platform !== 'linux' || cores.length < 2 || nativeKernels() === undefined)(
  'threads of a graph (skipped without Linux, two cores and native kernels)',
  () => {
    it('stay on a core each, and leave the first thread of the process where it was', async () => {
      const [first, second] = cores as [number, number];
      const code = `
        import { threadsOf } from ${JSON.stringify(scheduling)};
        const { processThreads } = await import(${JSON.stringify(affinity)});
        const { Backend } = await import(${JSON.stringify(path.resolve(import.meta.dirname, 'backend.ts'))});
        const { GraphSpace } = await import(${JSON.stringify(path.resolve(import.meta.dirname, 'graph.ts'))});
        const before = new Set(processThreads());
        const backend = Backend.open({ threads: 2, threadCores: [${second}, ${first}] });
        const [worker] = processThreads().filter((thread) => !before.has(thread));
        const space = new GraphSpace(backend, 8);
        space.begin();
        const doubled = space.output(space.g.scale(space.context, space.f32(Float32Array.of(21), 1), 2));
        await space.compute();
        const threads = threadsOf('self');
        const coresOf = (wanted) => threads.find(({ thread }) => thread === wanted).cores;
        const others = threads.filter(({ thread, cores }) => thread !== worker && cores === '${second}').length;
        console.log(space.read(doubled, new Float32Array(1))[0], coresOf(worker), others, coresOf(process.pid));`;
      const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code]);
      const [result, worker, others, main] = stdout.trim().split(' ');
      expect([result, worker, others]).toEqual(['42', String(first), '1']);
      expect(main).not.toBe(String(second));
    });
  },
);
