import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { clusterConfig } from './config.ts';
import { serviceSpecs } from './process-specs.ts';
import type { ProcessSpec } from './supervised-process.ts';

function specsOf(options: z.input<typeof clusterConfig>): ProcessSpec[] {
  const paths = { stateDir: '/s', natsUrl: 'nats://127.0.0.1:4222', distDir: '/d' };
  return serviceSpecs(clusterConfig.parse(options), paths);
}

/** The device that each process is told to compute on, by the ids of those that are told one. */
function devicesOf(options: { device?: string; attentionDevice?: string }): Record<string, string> {
  return Object.fromEntries(
    specsOf(options).flatMap(({ id, env }) => {
      const device = env['FULGUR_DEVICE'];
      return device === undefined ? [] : [[id, device]];
    }),
  );
}

/** What each process of a service is told by a variable. */
function valuesOf(service: string, variable: string, options: z.input<typeof clusterConfig>): (string | undefined)[] {
  return specsOf(options)
    .filter((spec) => spec.service === service)
    .map(({ env }) => env[variable]);
}

describe('processes of a cluster', () => {
  it('compute on the device that is named, attention and shards', () => {
    expect(devicesOf({})).toEqual({});
    const device = 'CUDA0';
    expect(devicesOf({ device })).toEqual({
      'expert-shard-0': device,
      'expert-shard-1': device,
      'attention-0': device,
    });
  });

  it('leave experts on the CPU, or on another device, where attention has one of its own', () => {
    const attentionDevice = 'CUDA0';
    expect(devicesOf({ attentionDevice })).toEqual({ 'attention-0': 'CUDA0' });
    expect(devicesOf({ device: 'CUDA1', attentionDevice })).toEqual({
      'expert-shard-0': 'CUDA1',
      'expert-shard-1': 'CUDA1',
      'attention-0': 'CUDA0',
    });
  });

  it('give sequences and the KV pool the room that was asked for', () => {
    const attention = specsOf({ contextLength: 4096, kvPoolTokens: 10_000 }).find(
      ({ service }) => service === 'attention',
    );
    expect(attention?.env).toMatchObject({ FULGUR_CONTEXT_LENGTH: '4096', FULGUR_KV_POOL_TOKENS: '10000' });
  });

  it('keep what the RAM of a kv-store has no room for in files, each its own, or nowhere', () => {
    const disks = (options: { diskTier?: boolean }) =>
      valuesOf('kv-store', 'FULGUR_DISK_PATH', { kvStores: 2, ...options });
    expect(disks({})).toEqual(['/s/kv-store-0', '/s/kv-store-1']);
    expect(disks({ diskTier: false })).toEqual(['', '']);
  });

  it('keep as many copies of hot experts as were asked for, which the routers place', () => {
    const copies = (options: { redundantSlots?: number }) =>
      valuesOf('router', 'FULGUR_REDUNDANT_SLOTS', { routers: 2, ...options });
    expect(copies({})).toEqual(['0', '0']);
    expect(copies({ redundantSlots: 8 })).toEqual(['8', '8']);
  });
});
