// `fulgur status`: every service of a running cluster, as its router sees them.
import { z } from 'zod';
import { ClusterMethods } from '../lib/wire/methods.ts';
import type { fulgur } from '../proto/gen/fulgur.js';
import { commandOptions } from './options.ts';
import { localEndpoint, withRouter } from './router-call.ts';

const statusConfig = z.strictObject({
  endpoint: z.string().default(localEndpoint).describe('host:port of a router'),
  json: z.boolean().default(false).describe('print JSON'),
  timeoutMs: z.number().int().min(1).default(5_000),
});

export async function statusCommand(argv: readonly string[]): Promise<number> {
  const config = commandOptions({ program: 'fulgur status', schema: statusConfig, argv });
  if (config === undefined) return 0;
  const { endpoint, timeoutMs, json } = config;
  const status = await withRouter(endpoint, (channel) =>
    channel.unary(ClusterMethods.getStatus, {}, { deadlineMs: timeoutMs }),
  );
  const plain = plainStatus(status);
  console.log(json ? JSON.stringify(plain, null, 2) : statusTable(plain));
  return 0;
}

/** What `--json` prints: every field, also those that have their default value. */
export interface StatusReport {
  readonly modelId: string;
  readonly leaderId: string;
  readonly planEpoch: number;
  readonly targetEpoch: number;
  readonly members: readonly MemberReport[];
}

export interface MemberReport {
  readonly service: string;
  readonly id: string;
  readonly pid: number;
  readonly address: string;
  readonly adminAddress: string;
  readonly ready: boolean;
  readonly draining: boolean;
  /** Why it is not ready; empty when it is. */
  readonly reason: string;
  readonly load: number;
  readonly residentExperts: number;
  readonly restarts: number;
}

function plainStatus(status: fulgur.v1.ClusterStatus): StatusReport {
  const { modelId, leaderId, planEpoch, targetEpoch } = status;
  const members = status.members
    .map((member) => ({
      service: member.service ?? '',
      id: member.id ?? '',
      pid: member.pid ?? 0,
      address: member.address ?? '',
      adminAddress: member.adminAddress ?? '',
      ready: member.ready ?? false,
      draining: member.draining ?? false,
      reason: member.reason ?? '',
      load: member.load ?? 0,
      residentExperts: member.residentExperts ?? 0,
      restarts: member.restarts ?? 0,
    }))
    .sort((a, b) => `${a.service} ${a.id}`.localeCompare(`${b.service} ${b.id}`, 'en', { numeric: true }));
  return { modelId, leaderId, planEpoch, targetEpoch, members };
}

export function statusTable(status: StatusReport): string {
  const header = ['SERVICE', 'ID', 'PID', 'ADDRESS', 'HEALTH', 'LOAD', 'EXPERTS', 'RESTARTS'];
  const rows = status.members.map((member) => [
    member.service,
    member.id === status.leaderId ? `${member.id} (leader)` : member.id,
    String(member.pid),
    member.address,
    member.draining ? 'draining' : member.ready ? 'ready' : `not ready: ${member.reason}`,
    member.load.toFixed(2),
    member.service === 'expert-shard' ? String(member.residentExperts) : '',
    String(member.restarts),
  ]);
  const plan =
    status.planEpoch === status.targetEpoch
      ? `plan ${status.planEpoch}`
      : `plan ${status.planEpoch}, loading ${status.targetEpoch}`;
  return [`model ${status.modelId}, ${plan}`, ...alignColumns([header, ...rows])].join('\n');
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
