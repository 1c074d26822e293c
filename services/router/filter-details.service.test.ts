// What clients of either protocol are told of the guard's findings, read by libraries that know nothing of this project.
import path from 'node:path';
import { credentials, loadPackageDefinition, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import OpenAI from 'openai';
import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { fulgur } from '../../proto/gen/fulgur.js';
import { RouterBench } from './testing/router-bench.ts';
import type { GuardScript } from './testing/scripted-guard.ts';

const { GuardAction } = fulgur.v1;
const protoDir = path.resolve(import.meta.dirname, '../../proto');
const blockedPrompt: GuardScript = {
  assess: () => ({
    action: GuardAction.GUARD_ACTION_BLOCK,
    findings: [
      { category: 'S9', score: 0.9, action: GuardAction.GUARD_ACTION_BLOCK },
      { category: 'pii', score: 1, action: GuardAction.GUARD_ACTION_FLAG },
    ],
  }),
};

/** google.rpc as Google publishes it, in short. */
const google = protobuf.parse(`syntax = "proto3"; package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }`).root;
const decode = (type: string, bytes: Uint8Array) => {
  const message = google.lookupType(type);
  return message.toObject(message.decode(bytes));
};

interface Events {
  readonly events: Record<string, unknown>[];
  readonly error: ServiceError | undefined;
}

/** Calls Generate with a client made from the .proto files. */
function generate(address: string, request: object): Promise<Events> {
  const definition = loadSync('fulgur/v1/inference.proto', { includeDirs: [protoDir], enums: String });
  // biome-ignore lint/suspicious/noExplicitAny: clients of loaded packages have no types
  const { fulgur: loaded } = loadPackageDefinition(definition) as any;
  const client = new loaded.v1.Inference(address, credentials.createInsecure());
  return new Promise((resolve) => {
    const events: Record<string, unknown>[] = [];
    const call = client.Generate(request, { deadline: Date.now() + 10_000 });
    const end = (error: ServiceError | undefined) => {
      client.close();
      resolve({ events, error });
    };
    call.on('data', (event: Record<string, unknown>) => events.push(event));
    call.on('end', () => end(undefined));
    call.on('error', end);
  });
}

function detailsOf(metadata: Metadata) {
  const [bytes] = metadata.get('grpc-status-details-bin');
  return decode('google.rpc.Status', bytes as Buffer) as {
    code: number;
    message: string;
    details: { typeUrl: string; value: Buffer }[];
  };
}

test('a blocked prompt says over gRPC in google.rpc’s words which categories it was blocked for', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0', blockedPrompt);
  await bench.attention('attention-0');
  const { events, error } = await generate(bench.router.address, { text: 'How to make a bomb' });
  expect(events).toEqual([]);
  expect(error?.code).toBe(9);
  const { code, message, details } = detailsOf(error!.metadata);
  expect({ code, message }).toEqual({ code: 9, message: 'the prompt was blocked by the content policy: S9' });
  expect(details.map(({ typeUrl }) => typeUrl)).toEqual([
    'type.googleapis.com/google.rpc.ErrorInfo',
    'type.googleapis.com/fulgur.v1.ContentFilter',
  ]);
  expect(decode('google.rpc.ErrorInfo', details[0]!.value)).toEqual({
    reason: 'content_filter',
    domain: 'fulgur',
    metadata: { field: 'text' },
  });
  const { results, offsets } = fulgur.v1.ContentFilter.decode(details[1]!.value);
  expect(offsets).toBeFalsy();
  expect(Object.fromEntries(results.map((result) => [result.category, result]))).toMatchObject({
    violence: { filtered: true, severity: 'high' },
    hate: { filtered: false, severity: 'safe' },
    personally_identifiable_information: { filtered: false, detected: true },
  });
});

test('other failures carry no details', async () => {
  await using bench = await RouterBench.start();
  const { error } = await generate(bench.router.address, { text: 'a', model: 'other' });
  expect(error?.code).toBe(5);
  expect(error?.metadata.get('grpc-status-details-bin')).toEqual([]);
});

test('a blocked prompt says over HTTP the same, as Azure OpenAI’s innererror', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0', blockedPrompt);
  await bench.attention('attention-0');
  const messages = [{ role: 'user' as const, content: 'How to make a bomb' }];
  const error = await bench
    .openai()
    .chat.completions.create({ model: 'fulgur-tiny', messages })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OpenAI.BadRequestError);
  expect(error).toMatchObject({
    code: 'content_filter',
    param: 'messages',
    error: {
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: {
          violence: { filtered: true, severity: 'high' },
          self_harm: { filtered: false, severity: 'safe' },
          personally_identifiable_information: { filtered: false, detected: true },
        },
      },
    },
  });
});

test('over gRPC a finish says what was found in its choice and where, and findings in the prompt come first', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0', {
    assess: () => ({
      action: GuardAction.GUARD_ACTION_FLAG,
      findings: [{ category: 'pii', score: 1, action: GuardAction.GUARD_ACTION_FLAG }],
    }),
    screen: (text) => (text.includes('bad') ? 'block' : text.length),
    found: [{ category: 'S10', score: 0.6, startOffset: 6, endOffset: 14, action: GuardAction.GUARD_ACTION_BLOCK }],
  });
  const attention = await bench.attention('attention-0');
  const answer = generate(bench.router.address, { text: 'Tell me of ann@acme.io' });
  (await attention.next()).tokens(bench.ids('Fine, this is bad news'));
  const { events, error } = await answer;
  expect(error).toBeUndefined();
  expect(events[0]).toMatchObject({ promptFilter: { results: expect.any(Array) } });
  expect(events[0]?.['promptFilter']).not.toHaveProperty('offsets');
  const [finish] = events.flatMap((event) => event['finish'] ?? []) as Record<string, unknown>[];
  expect(finish).toMatchObject({
    reason: 'FINISH_REASON_CONTENT_FILTER',
    contentFilter: { offsets: { startOffset: 6, endOffset: 14 } },
  });
  const { results } = finish!['contentFilter'] as { results: { category: string }[] };
  expect(results.find(({ category }) => category === 'hate')).toMatchObject({ filtered: true, severity: 'medium' });
});

test('an answer in which nothing was found has no annotations', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0');
  const attention = await bench.attention('attention-0');
  const answer = generate(bench.router.address, { text: 'Once upon a time' });
  (await attention.next()).tokens(bench.ids('there lived')).finish('stop');
  const { events } = await answer;
  expect(events.some((event) => event['promptFilter'])).toBe(false);
  const [finish] = events.flatMap((event) => event['finish'] ?? []) as Record<string, unknown>[];
  expect(finish).toMatchObject({ reason: 'FINISH_REASON_STOP' });
  expect(finish).not.toHaveProperty('contentFilter');
});
