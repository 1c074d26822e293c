/** How rows come to the shards of one machine, and the flags of `fulgur cluster` for it. */
export const exchangeWays = [
  { way: 'shared memory', flags: [] },
  { way: 'gRPC', flags: ['--no-shared-memory'] },
] as const;
