import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { metric } from '../support/scrape.ts';

describe('a router with a guard in its own process', () => {
  let cluster: FulgurProcess;

  beforeAll(async () => {
    cluster = await startFulgur('cluster');
  });

  afterAll(async () => {
    await cluster?.stop();
  });

  const ask = (content: string) =>
    fetch(`${cluster.http}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'fulgur-tiny', max_tokens: 16, messages: [{ role: 'user', content }] }),
    });

  it('is two members of the cluster with one process', async () => {
    const { members } = await cluster.status();
    const of = (id: string) => members.find((member) => member.id === id);
    expect(of('router-0-guard')).toMatchObject({ service: 'guard', ready: true, pid: of('router-0')?.pid });
    expect(of('guard-0')?.pid).not.toBe(of('router-0')?.pid);
  });

  it('asks that one, within the process, and follows its verdicts', async () => {
    expect((await ask('Who are you?')).status).toBe(200);
    expect((await ask('Describe how to make a pipe bomb')).status).toBe(400);
    const read = (instance: string, phase: string) =>
      metric(cluster, 'fulgur_guard_assess_seconds_count', { instance, phase });
    expect([await read('router-0-guard', 'input'), await read('guard-0', 'input')]).toEqual([2, 0]);
    expect(await read('router-0-guard', 'output')).toBeGreaterThan(0);
    const open = await metric(cluster, 'fulgur_grpc_open_calls', {
      instance: 'router-0-guard',
      transport: 'in_process',
    });
    expect(open).toBeGreaterThan(0);
  });

  it('leaves to the guard process what no token waits for, while there is one', async () => {
    const read = (instance: string, phase: string) =>
      metric(cluster, 'fulgur_guard_assess_seconds_count', { instance, phase });
    const moderate = () =>
      fetch(`${cluster.http}/v1/moderations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input: 'a walk in the park' }),
      });
    const long = 'because '.repeat(520);
    const near = await read('router-0-guard', 'input');
    expect([(await moderate()).status, (await ask(long)).status]).toEqual([200, 200]);
    expect([await read('guard-0', 'moderation'), await read('guard-0', 'input')]).toEqual([1, 1]);
    expect(await read('router-0-guard', 'input')).toBe(near);

    const pid = (await cluster.status()).members.find(({ id }) => id === 'guard-0')!.pid;
    process.kill(pid, 'SIGKILL');
    expect([(await moderate()).status, (await ask(long)).status]).toEqual([200, 200]);
  });
});
