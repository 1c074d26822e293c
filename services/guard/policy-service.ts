// The gRPC methods about policies: which is in force, putting another, and what another would have decided.
import { dryRun } from '../../lib/raise/policy/dry-run.ts';
import { inSlices } from '../../lib/raise/policy/in-slices.ts';
import { parsePolicy } from '../../lib/raise/policy/policy.ts';
import type { CallContext } from '../../lib/wire/call-context.ts';
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { WIRE_ACTIONS } from './answers.ts';
import type { PolicyInForce, PolicyKeeper } from './policy-keeper.ts';
import type { VerdictJournal } from './verdict-journal.ts';

const VERDICTS_MAX = 100_000;
const EXAMPLES_MAX = 20;

export function policyHandlers(keeper: PolicyKeeper, journal: VerdictJournal) {
  return {
    getPolicy({ withoutYaml }: fulgur.v1.GetPolicyRequest): fulgur.v1.IPolicyState {
      const state = stateOf(keeper.current, keeper.refused);
      return withoutYaml ? { ...state, yaml: '' } : state;
    },

    async putPolicy({ yaml, checkOnly }: fulgur.v1.PutPolicyRequest, { signal }: CallContext) {
      return stateOf(await (checkOnly ? keeper.check(yaml, signal) : keeper.put(yaml, signal)), '');
    },

    async listPolicies({ revision }: fulgur.v1.ListPoliciesRequest): Promise<fulgur.v1.IListPoliciesResponse> {
      const kept = await keeper.history();
      const wanted = revision === 0 ? kept : kept.filter((policy) => policy.revision === revision);
      if (revision !== 0 && wanted.length === 0) {
        const known = kept.map((policy) => policy.revision).join(', ') || 'none';
        throw new FulgurError(Code.NOT_FOUND, `no policy of revision ${revision} is kept; those that are: ${known}`);
      }
      return {
        policies: wanted.map(({ yaml, ...policy }) => ({
          ...policy,
          version: versionOf(yaml),
          ...(revision !== 0 && { yaml }),
        })),
      };
    },

    async dryRunPolicy({ yaml, sinceUnixMs, maxVerdicts }: fulgur.v1.DryRunPolicyRequest, { signal }: CallContext) {
      if (maxVerdicts > VERDICTS_MAX) {
        throw invalid('max_verdicts', `${maxVerdicts} verdicts; the guard replays at most ${VERDICTS_MAX}`);
      }
      const { compiled } = await keeper.check(yaml, signal);
      const kept = await journal.read(sinceUnixMs, maxVerdicts === 0 ? VERDICTS_MAX : maxVerdicts);
      const payloads = kept.map(({ payload }) => payload);
      const { verdicts, changes, limits } = await inSlices(dryRun(compiled, payloads), { signal });
      const counts = new Map<string, fulgur.v1.IActionChange & { verdicts: number }>();
      for (const { event, before, after } of changes) {
        const phase = event.phase ?? '';
        const key = `${phase} ${before} ${after}`;
        const count = counts.get(key) ?? {
          phase,
          before: WIRE_ACTIONS[before],
          after: WIRE_ACTIONS[after],
          verdicts: 0,
        };
        count.verdicts += 1;
        counts.set(key, count);
      }
      const examples = changes.slice(-EXAMPLES_MAX).reverse();
      return {
        verdicts,
        changes: [...counts.values()],
        examples: examples.map(({ event, before, after }) => ({
          requestId: event.requestId ?? '',
          tenant: event.tenant ?? '',
          phase: event.phase ?? '',
          before: WIRE_ACTIONS[before],
          after: WIRE_ACTIONS[after],
          categories: event.categories ?? [],
          atUnixMs: event.atUnixMs ?? 0,
        })),
        limits: [...limits],
      };
    },
  };
}

/** What was accepted once reads as a policy, unless this guard is older than the one that took it. */
function versionOf(yaml: string): string {
  try {
    return parsePolicy(yaml, 'kept policy').version;
  } catch {
    return 'unreadable';
  }
}

function stateOf(policy: PolicyInForce, refused: string): fulgur.v1.IPolicyState {
  const { compiled, yaml, source, loadedUnixMs, revision } = policy;
  return { version: compiled.policy.version, yaml, source, refused, loadedUnixMs, revision };
}
