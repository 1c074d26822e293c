import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dashboardExpressions, readRules, ruleFiles } from '../support/dashboards.ts';
import { eventually, type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { type RunningPrometheus, startPrometheus } from '../support/prometheus.ts';

/** Series that a cluster has only after something went wrong or with a part that this one lacks: they answer, with nothing. */
const MAY_BE_EMPTY = [
  'fulgur_guard_safety_model_seconds',
  'fulgur_router_rejected_requests_total',
  'fulgur_router_guard_unavailable_total',
  'fulgur_attention_exchange_retries_total',
  'fulgur_actor_restarts_total',
];

async function post(cluster: FulgurProcess, route: string, body: object): Promise<number> {
  const response = await fetch(`${cluster.http}/v1/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

/** A little of everything that a panel shows: prompts, cached prefixes, findings, a blocked prompt. */
async function traffic(cluster: FulgurProcess): Promise<void> {
  const chat = (content: string) => ({ messages: [{ role: 'user', content }], max_tokens: 8, temperature: 0 });
  const long = `Tell me a story. ${'There was a mouse in a house. '.repeat(20)}`;
  expect(await post(cluster, 'chat/completions', chat(long))).toBe(200);
  expect(await post(cluster, 'chat/completions', chat('Write to ann@acme.io about the boat.'))).toBe(200);
  expect(await post(cluster, 'chat/completions', chat('How do I make a pipe bomb?'))).toBe(400);
  expect(await post(cluster, 'moderations', { input: 'a walk in the park' })).toBe(200);
}

describe('a running cluster under a real Prometheus', () => {
  let cluster: FulgurProcess;
  let prometheus: RunningPrometheus;
  let busy = true;
  let requests: Promise<void>;

  beforeAll(async () => {
    cluster = await startFulgur('cluster', '--expert-shards', '2', '--attention', '2', '--kv-stores', '1');
    const { members } = await cluster.status();
    prometheus = await startPrometheus({
      targets: [...new Set(members.map(({ adminAddress }) => adminAddress ?? ''))],
      ruleFiles,
    });
    requests = (async () => {
      while (busy) await traffic(cluster);
    })();
    const series = 'count(rate(fulgur_router_requests_total[10s]) > 0) > 0 and count(up == 1) == count(up)';
    await eventually(60_000, 'every process is scraped and requests are counted', async () => {
      const [healthy] = await prometheus.query(series);
      const [rules] = await prometheus.query('count(shard:fulgur_expert_tokens:rate1m > 0)');
      return healthy && rules ? true : undefined;
    });
  });

  afterAll(async () => {
    busy = false;
    await requests?.catch(() => undefined);
    await prometheus?.stop();
    await cluster?.stop();
  });

  /** A rate wants two scrapes of its series, and a recorded one an evaluation after them. */
  const answered = (what: string, expression: string) =>
    eventually(30_000, `${what} has samples`, async () => (await prometheus.query(expression))[0]);

  it('answers every query of every dashboard', async () => {
    for (const { where, expr } of dashboardExpressions('10s')) {
      if (MAY_BE_EMPTY.some((name) => expr.includes(name))) await prometheus.query(expr);
      else await answered(`${where}: ${expr}`, expr);
    }
  });

  it('evaluates every rule, and records what each recording rule is for', async () => {
    await eventually(
      30_000,
      'every rule group is evaluated',
      async () => (await prometheus.evaluatedRules()) || undefined,
    );
    expect(await prometheus.failedRules()).toEqual([]);
    for (const record of readRules().flatMap((rule) => rule.record ?? [])) {
      await answered(record, record);
    }
  });

  it('sees services by their own names, each once', async () => {
    const { members } = await cluster.status();
    const scraped = await prometheus.query('process_start_time_seconds');
    const names = scraped.map(({ labels }) => `${labels['service']} ${labels['instance']}`).sort();
    const processes = members.filter(({ id }) => id !== 'router-0-guard');
    expect(names).toEqual(processes.map(({ service, id }) => `${service} ${id}`).sort());
    const judging = await prometheus.query('sum by (instance) (fulgur_guard_verdicts_total) > 0');
    expect(judging.map(({ labels }) => labels['instance']).sort()).toEqual(['guard-0', 'router-0-guard']);
  });

  it('raises no alert while all is well', async () => {
    const firing = await prometheus.query('ALERTS{alertstate="firing"}');
    const alarming = firing.filter(({ labels }) => labels['alertname'] !== 'FulgurGuardBlocks');
    expect(alarming.map(({ labels }) => labels['alertname'])).toEqual([]);
  });
});
