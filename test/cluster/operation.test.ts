import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FulgurProcess, runFulgur, startFulgur } from '../support/fulgur-process.ts';

describe('a cluster of processes', () => {
  let cluster: FulgurProcess;

  beforeAll(async () => {
    cluster = await startFulgur('cluster', '--expert-shards', '3', '--attention', '2', '--kv-stores', '2');
  });

  afterAll(async () => {
    await cluster?.stop();
  });

  it('lists every service with its process, health and experts', async () => {
    const { members, planEpoch, leaderId } = await cluster.status();
    const count = (service: string) => members.filter((member) => member.service === service).length;
    expect([count('router'), count('guard'), count('attention'), count('expert-shard'), count('kv-store')]).toEqual([
      1, 2, 2, 3, 2,
    ]);
    expect(members.every((member) => member.ready)).toBe(true);
    const resident = members.map((member) => member.residentExperts).reduce((sum, experts) => sum + experts, 0);
    expect(resident).toBe(8 * 32);
    expect(planEpoch).toBeGreaterThan(0);
    expect(leaderId).toBe('router-0');
  });

  it('runs each service in a process of its own, the router with its guard, which the table names by its pid', async () => {
    const { members } = await cluster.status();
    const router = members.find(({ id }) => id === 'router-0');
    const beside = members.filter(({ id, pid }) => id !== 'router-0' && pid === router?.pid);
    expect(beside.map(({ id }) => id)).toEqual(['router-0-guard']);
    const pids = new Set(members.map((member) => member.pid));
    expect(pids.size).toBe(members.length - 1);
    for (const { pid, service } of members) {
      const program = pid === router?.pid ? 'cli/front' : `services/${service}`;
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain(`${program}/main.js`);
    }
  });

  it('prints the same as a table', async () => {
    const { stdout, code } = await runFulgur('status', '--endpoint', cluster.grpc);
    expect(code).toBe(0);
    expect(stdout).toMatch(/SERVICE +ID +PID +ADDRESS +HEALTH/);
    expect(stdout).toMatch(/router-0 \(leader\)/);
    expect(stdout.match(/expert-shard-\d/g)).toHaveLength(3);
  });

  it('streams a chat to the openai client, with usage', async () => {
    const client = new OpenAI({ baseURL: `${cluster.http}/v1`, apiKey: 'none' });
    const stream = await client.chat.completions.create({
      model: 'fulgur-tiny',
      messages: [{ role: 'user', content: 'Who are you?' }],
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let completionTokens = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      completionTokens = chunk.usage?.completion_tokens ?? completionTokens;
    }
    expect(text).toMatch(/I am Fulgur Tiny/);
    expect(completionTokens).toBeGreaterThan(5);
  });

  it('talks in the terminal', async () => {
    const { stdout, code } = await runFulgur(
      'chat',
      '--endpoint',
      cluster.grpc,
      '--message',
      'What is 8 + 6?',
      '--temperature',
      '0',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('8 + 6 = 14');
  });

  it('in one process answers within 10 s of starting, and ends with code 0 when it is asked to', async () => {
    const startedAt = performance.now();
    const other = await startFulgur('up');
    expect((await fetch(`${other.http}/v1/models`)).status).toBe(200);
    expect((await other.status()).modelId).toBe('fulgur-tiny');
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(await other.stop()).toBe(0);
  });
});

describe('with API keys', () => {
  const question = ['chat', '--message', 'What is 2 + 2?', '--temperature', '0', '--max-tokens', '8'];
  let keyed: FulgurProcess;

  beforeAll(async () => {
    keyed = await startFulgur('up', '--api-keys', 'one,two');
  });

  afterAll(async () => {
    await keyed?.stop();
  });

  it.each(['one', 'two'])('answers over HTTP and in the terminal who presents %s', async (key) => {
    const client = new OpenAI({ baseURL: `${keyed.http}/v1`, apiKey: key });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['fulgur-tiny']);
    const { stdout, code } = await runFulgur(...question, '--endpoint', keyed.grpc, '--api-key', key);
    expect(code).toBe(0);
    expect(stdout.trim()).not.toBe('');
  });

  it('turns away who presents none, or another', async () => {
    expect((await fetch(`${keyed.http}/v1/models`)).status).toBe(401);
    for (const flags of [[], ['--api-key', 'three']]) {
      const { stderr, code } = await runFulgur(...question, '--endpoint', keyed.grpc, ...flags);
      expect(code).toBe(1);
      expect(stderr).toMatch(/API key/i);
    }
  });
});

describe('a start that cannot succeed', () => {
  it('names a port that is in use, in one line', async () => {
    const first = await startFulgur('up');
    try {
      const port = new URL(first.http).port;
      const { code, stderr } = await runFulgur('up', '--http-port', port, '--grpc-port', '0');
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain(`port ${port}`);
    } finally {
      await first.stop();
    }
  });

  it('names a model that is missing, in one line', async () => {
    const { code, stderr } = await runFulgur('up', '--model', '/nowhere/model.gguf');
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('/nowhere/model.gguf');
  });
});
