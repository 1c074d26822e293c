// What `fulgur status` prints: the members as this router sees them, the leader, the epochs of the placement plans.
import type { MemberDirectory } from '../../lib/cluster/members.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

export interface ClusterStatusSource {
  read(): fulgur.v1.IClusterStatus;
}

export interface ClusterStatusOptions {
  readonly directory: MemberDirectory;
  readonly leader: { readonly leaderId: string };
  readonly plans: {
    readonly current: { readonly epoch: number } | undefined;
    readonly target: { readonly epoch: number } | undefined;
  };
  readonly modelId: string;
  readonly modelFingerprint: string;
}

export function clusterStatus(options: ClusterStatusOptions): ClusterStatusSource {
  const { directory, leader, plans, modelId, modelFingerprint } = options;
  return {
    read: () => ({
      members: directory.all(),
      leaderId: leader.leaderId,
      planEpoch: plans.current?.epoch ?? 0,
      targetEpoch: plans.target?.epoch ?? 0,
      modelId,
      modelFingerprint,
    }),
  };
}
