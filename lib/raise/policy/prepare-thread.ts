// A thread that makes one policy ready, as far as that needs nothing of the process. Its tenants are told a few at a time, when
// they are asked for: reading thousands from one message would hold up whoever reads it.
import { parentPort, workerData } from 'node:worker_threads';
import { FulgurError } from '../../wire/errors.ts';
import { type Failure, failureOf } from '../../wire/failure.ts';
import { buffersOf, type PreparedPolicy, preparePolicy } from './prepared-policy.ts';
import type { Policy } from './schema.ts';

export interface PrepareRequest {
  readonly yaml: string;
  /** Names the policy in errors. */
  readonly source: string;
}

/** `prepared` is without its tenants; the thread answers the index of one with it and some that follow. */
export type PrepareAnswer =
  | { readonly prepared: PreparedPolicy; readonly tenants: number }
  | { readonly failure: Failure };
export type TenantsAnswer = [string, Policy['tenants'][string]][];

const TENANTS_AT_ONCE = 500;

const { yaml, source } = workerData as PrepareRequest;
const port = parentPort!;

try {
  const { prepared } = preparePolicy(yaml, source);
  const tenants = Object.entries(prepared.policy.tenants);
  port.on('message', (from: number) => port.postMessage(tenants.slice(from, from + TENANTS_AT_ONCE)));
  const answer: PrepareAnswer = {
    prepared: { ...prepared, policy: { ...prepared.policy, tenants: {} } },
    tenants: tenants.length,
  };
  port.postMessage(answer, buffersOf(prepared));
} catch (error) {
  if (!(error instanceof FulgurError)) throw error;
  port.postMessage({ failure: failureOf(error) } satisfies PrepareAnswer);
}
