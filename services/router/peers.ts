// The peers of one kind that membership lists, each with something that is made for it and closed after it.
import type { Member, MemberDirectory } from '../../lib/cluster/members.ts';

export interface PeersOptions<Peer> {
  readonly directory: MemberDirectory;
  readonly service: string;
  readonly create: (member: Member) => Peer;
  /** The member is gone, or a new process has taken its id. */
  readonly dispose: (peer: Peer) => void;
}

interface Entry<Peer> {
  readonly peer: Peer;
  readonly address: string;
  readonly startedUnixMs: number;
}

export class Peers<Peer> {
  readonly #options: PeersOptions<Peer>;
  readonly #entries = new Map<string, Entry<Peer>>();
  readonly #stopWatching: () => void;

  constructor(options: PeersOptions<Peer>) {
    this.#options = options;
    this.#stopWatching = options.directory.onChange(() => this.#sync());
    this.#sync();
  }

  get(id: string): Peer | undefined {
    return this.#entries.get(id)?.peer;
  }

  /** With what membership says of each now. */
  all(): { readonly member: Member; readonly peer: Peer }[] {
    const { directory, service } = this.#options;
    return directory.of(service).flatMap((member) => {
      const entry = this.#entries.get(member.id);
      return entry === undefined ? [] : [{ member, peer: entry.peer }];
    });
  }

  close(): void {
    this.#stopWatching();
    for (const { peer } of this.#entries.values()) this.#options.dispose(peer);
    this.#entries.clear();
  }

  #sync(): void {
    const { directory, service, create, dispose } = this.#options;
    const members = new Map(directory.of(service).map((member) => [member.id, member]));
    for (const [id, entry] of this.#entries) {
      const member = members.get(id);
      if (member?.address === entry.address && member.startedUnixMs === entry.startedUnixMs) continue;
      this.#entries.delete(id);
      dispose(entry.peer);
    }
    for (const [id, member] of members) {
      if (this.#entries.has(id) || member.address === '') continue;
      const { address, startedUnixMs } = member;
      this.#entries.set(id, { peer: create(member), address, startedUnixMs });
    }
  }
}
