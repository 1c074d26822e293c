// The tokenizer and the chat template against reference vectors made by an independent implementation.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChatMessage, ChatTemplate } from '../../lib/model/chat-template.ts';
import { StreamDecoder } from '../../lib/model/stream-decoder.ts';
import { Tokenizer } from '../../lib/model/tokenizer.ts';

interface Vector {
  text: string;
  ids: number[];
  decoded: string;
  decoded_raw: string;
}

interface Golden {
  messages: ChatMessage[] | null;
  text: string;
  ids: number[];
  greedy_ids: number[];
  greedy_text: string;
}

const read = (name: string) => JSON.parse(readFileSync(`test/data/${name}.json`, 'utf8'));
const vectors = read('tokenizer_vectors').strings as Vector[];
const prompts = read('golden').prompts as Golden[];

describe('the tokenizer of fulgur-tiny', () => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    tokenizer = await Tokenizer.load('models/fulgur-tiny.gguf');
  });
  afterAll(() => tokenizer.close());

  test('there are 64 vectors and 12 prompts', () => {
    expect([vectors.length, prompts.length]).toEqual([64, 12]);
  });

  test.each(vectors)('encodes and decodes $text as the reference does', ({ text, ids, decoded }) => {
    expect(tokenizer.encode(text, { addSpecial: false, parseSpecial: true })).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(decoded);
  });

  test.each(vectors)('decodes $text token by token to the same text', ({ ids, decoded, decoded_raw }) => {
    const stream = (startsText: boolean) => {
      const decoder = new StreamDecoder(tokenizer, { showControl: true, startsText });
      return ids.map((id) => decoder.push(id)).join('') + decoder.end();
    };
    expect(stream(true)).toBe(decoded);
    expect(stream(false)).toBe(decoded_raw);
  });

  test.each(prompts)('gives the ids of the prompt $text', ({ messages, text, ids }) => {
    const template = ChatTemplate.of(tokenizer)!;
    const rendered = messages === null ? text : template.render(messages, { addGenerationPrompt: true });
    expect(rendered).toBe(text);
    expect(tokenizer.encode(rendered, { addSpecial: true, parseSpecial: true })).toEqual(ids);
  });

  test.each(prompts)('streams the reference continuation of $text', ({ greedy_ids, greedy_text }) => {
    const decoder = new StreamDecoder(tokenizer, { showControl: true });
    const text = greedy_ids.map((id) => decoder.push(id)).join('') + decoder.end();
    expect(text).toBe(greedy_text);
  });

  test('the end of a chat message ends a generation', () => {
    expect(tokenizer.eogIds.has(5)).toBe(true);
    expect([tokenizer.bosId, tokenizer.addsBos, tokenizer.vocabularySize]).toEqual([1, true, 4096]);
  });
});
