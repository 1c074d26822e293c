import { describe, expect, it } from 'vitest';
import { clusterConfig } from './config.ts';
import { serviceSpecs } from './process-specs.ts';

/** The device that each process is told to compute on, by the ids of those that are told one. */
function devicesOf(options: { device?: string; attentionDevice?: string }): Record<string, string> {
  const config = clusterConfig.parse(options);
  const specs = serviceSpecs(config, { stateDir: '/s', natsUrl: 'nats://127.0.0.1:4222', distDir: '/d' });
  return Object.fromEntries(
    specs.flatMap(({ id, env }) => {
      const device = env['FULGUR_DEVICE'];
      return device === undefined ? [] : [[id, device]];
    }),
  );
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
});
