// One link to every expert shard that this replica may need: those of the plan, and those that announce themselves.
//
// Invariants
// 1. A link follows its shard's address: a shard that came back on another port gets a new link.
// 2. A link is kept while it works, even when the shard's record is missing: the bus may be away.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { Supervisor } from '../../lib/actor/supervisor.ts';
import type { EventBus } from '../../lib/cluster/bus.ts';
import type { MemberDirectory } from '../../lib/cluster/members.ts';
import { Events, publishEvent } from '../../lib/cluster/subjects.ts';
import type { RowsShape } from '../../lib/tensor/shared-rows.ts';
import type { FulgurError } from '../../lib/wire/errors.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { ShardLink } from './shard-link.ts';

export interface ShardLinksOptions {
  readonly attentionId: string;
  readonly directory: Pick<MemberDirectory, 'of' | 'onChange'>;
  readonly bus: EventBus;
  readonly supervisor: Supervisor;
  readonly clock: Clock;
  readonly log: Logger;
  readonly inProcess?: InProcessServers | undefined;
  /** Shards of another model are left alone. */
  readonly fingerprint: string;
  readonly deadlineMs: number;
  readonly maxMessageBytes: number;
  readonly sharedRows?: RowsShape | undefined;
  /** A link opened or broke, or shards came or went. */
  readonly onChange: () => void;
}

export class ShardLinks {
  readonly #options: ShardLinksOptions;
  readonly #links = new Map<string, ShardLink>();
  readonly #unsubscribe: () => void;

  constructor(options: ShardLinksOptions) {
    this.#options = options;
    this.#unsubscribe = options.directory.onChange(() => this.#follow());
    this.#follow();
  }

  /** The link to a shard, when it is open. */
  open(shardId: string): ShardLink | undefined {
    const link = this.#links.get(shardId);
    return link?.isOpen ? link : undefined;
  }

  isOpen(shardId: string): boolean {
    return this.#links.get(shardId)?.isOpen ?? false;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await Promise.all([...this.#links.values()].map((link) => link.stop()));
  }

  #follow(): void {
    const { directory, fingerprint } = this.#options;
    const members = directory
      .of('expert-shard')
      .filter((m) => !m.modelFingerprint || m.modelFingerprint === fingerprint);
    const present = new Set(members.map((member) => member.id));
    for (const [id, link] of this.#links) if (!present.has(id) && !link.isOpen) this.#drop(link);
    for (const { id, address } of members) {
      const known = this.#links.get(id);
      if (address === '' || known?.address === address) continue;
      if (known !== undefined) this.#drop(known);
      this.#add(id, address);
    }
    this.#options.onChange();
  }

  #add(shardId: string, address: string): void {
    const { supervisor, log } = this.#options;
    const onChange = (link: ShardLink, broken: FulgurError | undefined) => this.#changed(link, broken);
    const link = new ShardLink({ ...this.#options, shardId, address, onChange });
    this.#links.set(shardId, link);
    link.start(supervisor).catch((error: unknown) => log.error({ err: error, shardId }, 'a shard link did not start'));
  }

  #drop(link: ShardLink): void {
    if (this.#links.get(link.shardId) === link) this.#links.delete(link.shardId);
    void link.stop();
  }

  #changed(link: ShardLink, broken: FulgurError | undefined): void {
    const { attentionId, bus, log } = this.#options;
    if (broken === undefined) {
      log.info({ shardId: link.shardId, address: link.address }, 'linked to an expert shard');
    } else {
      log.warn({ err: broken, shardId: link.shardId }, 'lost an expert shard');
      publishEvent(bus, Events.suspects, { reporterId: attentionId, service: 'expert-shard', id: link.shardId });
    }
    this.#options.onChange();
  }
}
