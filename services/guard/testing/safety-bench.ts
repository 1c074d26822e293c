// A guard with a safety model for tests: both real, over gRPC and HTTP.
import { InProcessBus } from '../../../lib/cluster/in-process-bus.ts';
import { type SafetyCall, type SafetyReply, SafetyServer, says } from '../../../lib/raise/tier2/testing-server.ts';
import { Channel } from '../../../lib/wire/client.ts';
import { GuardMethods } from '../../../lib/wire/methods.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { testHost } from '../../../test/support/service-host.ts';
import { type GuardConfig, guardConfig } from '../config.ts';
import { startGuard } from '../guard.ts';

export const call = { deadlineMs: 10_000 };
export const UNSAFE = says('Safety: Unsafe\nCategories: Violent');
export const SAFE = says('Safety: Safe\nCategories: None');

const cleanups: (() => Promise<void> | void)[] = [];
/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

const MODEL = {
  adapter: 'qwen3guard',
  model: 'g',
  input_deadline_ms: 150,
  output_deadline_ms: 150,
  output: 'always',
  first_tokens: 4,
  every_tokens: 4,
};

const policyYaml = (
  url: string,
  { more = '', action = 'block', classifier = false, model, categories = '' }: Options,
) => `
version: tier2
categories: { S1: { input: ${action}, output: ${action} }${categories} }
rules: [{ id: word, category: S1, actions: { input: flag, output: flag }, terms: [plugh] }]
classifier: { enabled: ${classifier} }
safety_model: ${JSON.stringify({ ...MODEL, url, ...model })}
${more}
`;

interface Options {
  /** Further lines of the policy. */
  readonly more?: string;
  /** On S1. */
  readonly action?: string;
  readonly classifier?: boolean;
  /** Besides S1: `, pii: { input: flag, output: flag }`. */
  readonly categories?: string;
  /** Of the safety model, instead of MODEL's. */
  readonly model?: Readonly<Record<string, unknown>>;
  readonly config?: Partial<GuardConfig>;
}

/** A guard whose safety model answers as it is told. */
export async function startGuarded(
  reply: (call: SafetyCall, index: number) => SafetyReply | Promise<SafetyReply>,
  options: Options = {},
) {
  const { classifier = false } = options;
  const bus = new InProcessBus();
  const server = await SafetyServer.start(reply);
  const host = testHost('guard', 'guard-0', { bus });
  const running = await startGuard(guardConfig.parse({ classifier, ...options.config }), host);
  const channel = new Channel(running.address);
  cleanups.push(
    () => bus.close(),
    () => server[Symbol.asyncDispose](),
    () => running.drain(1000),
    () => channel.close(),
  );
  await channel.unary(GuardMethods.putPolicy, { yaml: policyYaml(server.url, options) }, call);
  return { bus, server, channel, host };
}

export async function assess(channel: Channel, text: string) {
  return channel.unary(GuardMethods.assessPrompt, { requestId: 'r', parts: [{ role: 'user', text }] }, call);
}

/** Sends deltas one after the other, each when the one before was answered; collects what comes. */
export function screen(channel: Channel, deltas: readonly string[]) {
  const stream = channel.bidi(GuardMethods.screenOutput, call);
  const releases: fulgur.v1.OutputRelease[] = [];
  let sent = 0;
  const next = () => {
    const text = deltas[sent];
    if (text === undefined) return;
    sent += 1;
    const prompt = sent === 1 ? [{ role: 'user', text: 'Why?' }] : [];
    stream.send({ requestId: 'r', text, end: sent === deltas.length, prompt });
  };
  return new Promise<{ shown: string; last: fulgur.v1.OutputRelease | undefined; releases: typeof releases }>(
    (resolve, reject) => {
      stream.onMessage((release) => {
        releases.push(release);
        if (!release.late) next();
      });
      stream.onClose((error) => {
        const shown = releases.map(({ text }) => text).join('');
        if (error === undefined) resolve({ shown, last: releases.at(-1), releases });
        else reject(error);
      });
      next();
    },
  );
}
