import { expect, test } from 'vitest';
import type { CallIds } from '../../lib/model/answer/answer-format.ts';
import { templateMessages } from './chat-conversation.ts';
import type { ChatMessage } from './generation-request.ts';

/** Two rounds of calls whose ids a client has used again, and an answer to no call. */
const messages: ChatMessage[] = [
  { role: 'assistant', content: '', toolCalls: [toolCall('call_1', 'weather'), toolCall('call_2', 'clock')] },
  { role: 'tool', content: 'sunny', toolCallId: 'call_1' },
  { role: 'tool', content: 'noon', toolCallId: 'call_2' },
  { role: 'assistant', content: '', toolCalls: [toolCall('call_1', 'clock'), toolCall('call_3', 'weather')] },
  { role: 'tool', content: 'one', toolCallId: 'call_1' },
  { role: 'tool', content: 'lost', toolCallId: 'call_9' },
];

function toolCall(id: string, name: string) {
  return { id, name, arguments: '{}' };
}

function idsIn(ids: CallIds | undefined): unknown[] {
  const calls = { arguments: 'object', several: true, emptyContent: '' } as const;
  return templateMessages(messages, { calls, ids, thinking: false }).map(
    ({ tool_calls: made, tool_call_id: answered }) => answered ?? made?.map(({ id }) => id),
  );
}

test('ids of calls reach the template as they are', () => {
  expect(idsIn(undefined)).toEqual([
    ['call_1', 'call_2'],
    'call_1',
    'call_2',
    ['call_1', 'call_3'],
    'call_1',
    'call_9',
  ]);
});

test('or with the name and the number of the call, for templates that write nothing else of it', () => {
  const [weather, clock, again] = ['functions.weather:0', 'functions.clock:1', 'functions.clock:2'];
  const wanted = [[weather, clock], weather, clock, [again, 'functions.weather:3'], again, 'call_9'];
  expect(idsIn('numbered')).toEqual(wanted);
});

test('or short, the same for a call and its answer', () => {
  const [[weather, clock], ...rest] = idsIn('short') as [[string, string], ...unknown[]];
  expect([weather, clock]).toEqual([expect.stringMatching(/^\w{9}$/), expect.stringMatching(/^\w{9}$/)]);
  expect(rest.slice(0, 4)).toEqual([weather, clock, [weather, expect.stringMatching(/^\w{9}$/)], weather]);
});
