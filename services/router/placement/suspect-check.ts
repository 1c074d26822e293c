// Checks shards that someone could not reach, so that a dead one is replaced before its membership record ages.
import type { Logger } from 'pino';
import type { Clock } from '../../../lib/actor/clock.ts';
import type { Member, MemberDirectory } from '../../../lib/cluster/members.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';

export interface SuspectCheckOptions {
  readonly directory: MemberDirectory;
  readonly clock: Clock;
  readonly log: Logger;
  readonly probe: (member: Member) => Promise<boolean>;
  /** A probe that takes longer has failed; 1,000 by default. */
  readonly probeTimeoutMs?: number;
}

export class SuspectCheck {
  readonly #options: SuspectCheckOptions;
  readonly #running = new Set<string>();

  constructor(options: SuspectCheckOptions) {
    this.#options = options;
  }

  /** Probes the suspect, one probe per shard at a time; marks it gone in the directory when it does not answer. */
  check(suspect: fulgur.v1.ISuspectEvent): void {
    if (suspect.service !== 'expert-shard') return;
    const member = this.#options.directory.get(suspect.service, suspect.id ?? '');
    if (member === undefined || this.#running.has(member.id)) return;
    this.#running.add(member.id);
    void this.#probe(member).finally(() => this.#running.delete(member.id));
  }

  async #probe(member: Member): Promise<void> {
    const { directory, clock, log, probe, probeTimeoutMs } = this.#options;
    let timer = { cancel() {} };
    const late = new Promise<false>((resolve) => {
      timer = clock.after(probeTimeoutMs ?? 1_000, () => resolve(false));
    });
    const alive = await Promise.race([late, answered(probe, member)]);
    timer.cancel();
    // It may have restarted meanwhile: then the record is another one.
    const present = directory.get(member.service, member.id);
    if (alive || present?.startedUnixMs !== member.startedUnixMs) return;
    log.warn(
      { shard: member.id, address: member.address },
      'a suspected expert shard does not answer and counts as gone',
    );
    directory.markGone(member.service, member.id);
  }
}

async function answered(probe: SuspectCheckOptions['probe'], member: Member): Promise<boolean> {
  try {
    return await probe(member);
  } catch {
    return false;
  }
}
