// The gRPC methods of an expert shard.
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { ExpertShardMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { ExchangeStreams } from './exchange.ts';
import type { RowsStreams } from './rows-streams.ts';

export interface ExpertShardServiceOptions {
  readonly streams: ExchangeStreams;
  readonly rows: RowsStreams;
  readonly residency: () => fulgur.v1.IResidency;
}

export function expertShardService({ streams, rows, residency }: ExpertShardServiceOptions): ServiceBinding {
  return bindService(ExpertShardMethods, {
    exchange: (stream, context) => streams.serve(stream, context),
    shareRows: (stream, context) => rows.serve(stream, context),
    getResidency: () => residency(),
  });
}
