// The gRPC methods of kv-store: a request is checked here, then the tiers are asked.
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { type BlockName, blockId, blockName } from './block.ts';
import type { BlockIntake } from './block-intake.ts';
import type { BlockPublisher } from './block-publisher.ts';
import type { TieredStore } from './tiered-store.ts';

/** Keys of one message of a snapshot: 128 KiB. */
const snapshotKeys = 4096;

export interface KvStoreServiceOptions {
  readonly store: TieredStore;
  readonly intake: BlockIntake;
  readonly publisher: BlockPublisher;
  readonly maxBlocksPerRequest: number;
}

export function kvStoreService({
  store,
  intake,
  publisher,
  maxBlocksPerRequest,
}: KvStoreServiceOptions): ServiceBinding {
  const named = (blocks: readonly fulgur.v1.IBlockId[]): BlockName[] => {
    if (blocks.length > maxBlocksPerRequest) {
      throw invalid('blocks', `the request names ${blocks.length} blocks; at most ${maxBlocksPerRequest} are taken`);
    }
    return blocks.map((id, i) => blockName(id, `blocks[${i}]`));
  };
  return bindService(KvStoreMethods, {
    async match(request) {
      const present = await store.match(named(request.blocks));
      const firstMissing = present.indexOf(false);
      return { matched: firstMissing < 0 ? present.length : firstMissing, present };
    },

    async fetch(request, context, write) {
      for (const name of named(request.blocks)) {
        if (context.signal.aborted) return;
        const block = await store.read(name);
        if (block !== undefined) await write({ id: blockId(name), payload: block.payload, checksum: block.checksum });
      }
    },

    async store(blocks, context) {
      const receipt = intake.open();
      for await (const block of blocks) {
        if (context.signal.aborted) break;
        if (receipt.offered === maxBlocksPerRequest) {
          throw new FulgurError(
            Code.RESOURCE_EXHAUSTED,
            `more than ${maxBlocksPerRequest} blocks in one call; the first ${maxBlocksPerRequest} were handled, send the rest in another call`,
            { field: 'blocks' },
          );
        }
        await receipt.take(block);
      }
      return receipt.close();
    },

    async listBlocks(_request, _context, write) {
      const { sequence, keys } = publisher.snapshot();
      for (let at = 0; at === 0 || at < keys.length; at += snapshotKeys) {
        await write({ sequence, keys: Buffer.from(keys.slice(at, at + snapshotKeys).join(''), 'hex') });
      }
    },

    async getStats() {
      const { ram, disk } = await store.stats();
      return {
        ramBlocks: ram.blocks,
        ramBytes: ram.bytes,
        diskBlocks: disk.blocks,
        diskBytes: disk.bytes,
        diskAvailable: disk.available,
      };
    },
  });
}
