// The console as a browser gets it, and the state that it shows.
import { expect, test } from 'vitest';
import { Events, publishEvent } from '../../lib/cluster/subjects.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { eventually } from '../../test/support/service-host.ts';
import type { ConsoleView } from './console/console-state.ts';
import { modelPath, RouterBench } from './testing/router-bench.ts';

test('the page and all that it asks for come from the router itself, and nothing from elsewhere', async () => {
  await using bench = await RouterBench.start();
  const page = await fetch(`${bench.baseUrl}/`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
  const waiting = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string);
  expect(waiting.length).toBeGreaterThan(2);
  const seen = new Set<string>();
  for (const url of waiting) {
    if (seen.has(url)) continue;
    seen.add(url);
    expect(url).toMatch(/^\/[\w.-]+$/);
    const file = await fetch(`${bench.baseUrl}${url}`);
    expect([url, file.status]).toEqual([url, 200]);
    const text = await file.text();
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    for (const match of text.matchAll(/ from '([^']+)'/g)) waiting.push(match[1] as string);
  }
  expect([...seen].filter((url) => url.endsWith('.js')).length).toBe(2);
});

test('the state tells members, experts with their heat, and events', async () => {
  await using bench = await RouterBench.start();
  await bench.attention('attention-0');
  const gguf = await GgufModel.open(modelPath);
  const tokens = Array.from({ length: 32 }, (_, expert) => (expert === 5 ? 40 : 0));
  publishEvent(bench.bus, Events.heat, { attentionId: 'attention-0', layers: [{ layer: 3, tokens }] });
  const read = async () => (await (await fetch(`${bench.baseUrl}/console/state`)).json()) as ConsoleView;
  const state = await eventually(async () => {
    const now = await read();
    return now.layers[3]?.heat[5] ? now : undefined;
  });
  expect(state.model).toMatchObject({ id: 'fulgur-tiny', architecture: gguf.string('general.architecture') });
  expect(state.members.map(({ id, ready }) => [id, ready])).toEqual([
    ['attention-0', true],
    ['router-0', true],
  ]);
  expect(state.layers).toHaveLength(8);
  expect(state.layers[3]?.heat.filter((rows) => rows > 0)).toHaveLength(1);
  expect(state.layers[3]?.holders).toHaveLength(32);
  expect(state.events.map(({ text }) => text)).toContain('attention-0 joined');
  expect(state.pools).toEqual([]);
});

test('where keys are asked for, the page is for everyone and the state for their holders', async () => {
  await using bench = await RouterBench.start({ apiKeys: ['secret'] });
  expect((await fetch(`${bench.baseUrl}/`)).status).toBe(200);
  expect((await fetch(`${bench.baseUrl}/console/state`)).status).toBe(401);
  const headers = { authorization: 'Bearer secret' };
  expect((await fetch(`${bench.baseUrl}/console/state`, { headers })).status).toBe(200);
});
