// The servers of this process, by address: a channel that knows them calls those directly that it finds here, and every other
// address over a connection. Membership and addresses stay what they are.
import type { Door, DoorService } from './door.ts';
import type { InProcessServer } from './in-process-server.ts';
import { Turns } from './in-process-turns.ts';

export class InProcessServers {
  readonly turns = new Turns();
  readonly #servers = new Map<string, InProcessServer>();

  door<Service extends DoorService>(address: string, door: Door<Service>): Service | undefined {
    return this.find(address)?.door(door);
  }

  find(address: string): InProcessServer | undefined {
    return this.#servers.get(address);
  }

  /** `addresses`: where the server listens, and where peers are told to reach it. Returns what takes it away again. */
  add(addresses: readonly string[], server: InProcessServer): () => void {
    for (const address of addresses) this.#servers.set(address, server);
    return () => {
      for (const address of addresses) if (this.#servers.get(address) === server) this.#servers.delete(address);
    };
  }
}
