// The guards of a running cluster as a command reaches them: through its router's list of members, or by an address.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Channel } from '../../../lib/wire/client.ts';
import { Code, FulgurError } from '../../../lib/wire/errors.ts';
import { ClusterMethods, GuardMethods } from '../../../lib/wire/methods.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { localEndpoint, withRouter } from '../../router-call.ts';

/** Options of every command that talks to guards. */
export const guardOptions = {
  endpoint: z.string().default(localEndpoint).describe('host:port of a router, which knows the guards'),
  guard: z.string().optional().describe('host:port of one guard, when the router cannot be asked'),
  timeoutMs: z.number().int().min(1).max(600_000).default(15_000).describe('how long the cluster may take'),
};

export type GuardOptions = z.output<z.ZodObject<typeof guardOptions>>;

export interface ReachedGuard {
  readonly id: string;
  readonly channel: Channel;
}

const POLL_MS = 100;

/** Runs `work` with every ready guard, at least one. */
export async function withGuards<T>(
  options: GuardOptions,
  work: (guards: readonly [ReachedGuard, ...ReachedGuard[]]) => Promise<T>,
): Promise<T> {
  const guards = (await addresses(options)).map(({ id, address }) => ({ id, channel: new Channel(address) }));
  const [first, ...others] = guards;
  if (first === undefined) {
    throw new FulgurError(
      Code.UNAVAILABLE,
      `no guard is ready in the cluster at ${options.endpoint}: see fulgur status`,
    );
  }
  try {
    return await work([first, ...others]);
  } finally {
    for (const { channel } of guards) channel.close();
  }
}

async function addresses({ endpoint, guard, timeoutMs }: GuardOptions): Promise<{ id: string; address: string }[]> {
  if (guard !== undefined) return [{ id: guard, address: guard }];
  const { members } = await withRouter(endpoint, (channel) =>
    channel.unary(ClusterMethods.getStatus, {}, { deadlineMs: timeoutMs }),
  );
  return members
    .filter(({ service, ready, draining }) => service === 'guard' && ready && !draining)
    .map(({ id, address }) => ({ id: id ?? '', address: address ?? '' }));
}

export function policyOf({ channel }: ReachedGuard, timeoutMs: number): Promise<fulgur.v1.PolicyState> {
  return channel.unary(GuardMethods.getPolicy, {}, { deadlineMs: timeoutMs });
}

/** As `policyOf`, without its text: for what asks again and again. */
export function policyNameOf({ channel }: ReachedGuard, timeoutMs: number): Promise<fulgur.v1.PolicyState> {
  return channel.unary(GuardMethods.getPolicy, { withoutYaml: true }, { deadlineMs: timeoutMs });
}

/**
 * Puts a policy before every guard and waits until each follows it. Prints who does; returns the exit code.
 * @throws FulgurError when it is refused by the guard that is asked first
 */
export async function putEverywhere(yaml: string, options: GuardOptions): Promise<number> {
  const { timeoutMs } = options;
  return withGuards(options, async (guards) => {
    const put = await guards[0].channel.unary(GuardMethods.putPolicy, { yaml }, { deadlineMs: timeoutMs });
    const deadline = performance.now() + timeoutMs;
    let failed = 0;
    for (const guard of guards) {
      const problem = await followed(guard, put.revision, deadline);
      if (problem !== undefined) failed += 1;
      console.log(`${guard.id}: ${problem ?? `policy ${put.version} in force, revision ${put.revision}`}`);
    }
    return failed === 0 ? 0 : 1;
  });
}

/** Undefined once the guard has taken that revision or a later one. */
async function followed(guard: ReachedGuard, revision: number, deadline: number): Promise<string | undefined> {
  for (;;) {
    const leftMs = Math.max(1, deadline - performance.now());
    const state = await policyNameOf(guard, leftMs).catch((error: Error) => error);
    if (state instanceof Error) return state.message;
    if (state.revision >= revision) return undefined;
    if (state.refused !== '') return `refused: ${state.refused}`;
    if (performance.now() >= deadline) return `policy ${state.version} still in force`;
    await wait(POLL_MS);
  }
}
