// Chat templates with the features of those that models bring along (test/data/chat-templates, one per family and
// written for this test), against the texts that Jinja 3.1.6 makes of them in Python with the settings of transformers:
// trim_blocks, lstrip_blocks, loop controls, tojson without HTML escapes, the generation tag, 7 March 2026 as today.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ChatMessage, ChatTemplate } from '../../lib/model/chat-template.ts';
import { Code } from '../../lib/wire/errors.ts';

interface Case {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly unknown[];
  readonly variables?: Record<string, unknown>;
  readonly addGenerationPrompt: boolean;
  /** By template: its text, what it says when it refuses the messages, or that it cannot cope with them. */
  readonly expected: Record<string, string | { readonly refusal: string } | { readonly failure: string }>;
}

const folder = 'test/data/chat-templates';
const cases: Record<string, Case> = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8'));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.jinja'))
  .map((name) => name.slice(0, -'.jinja'.length));
const specials = { bos: '<s>', eos: '</s>', addsBos: false };
const now = new Date(2026, 2, 7, 15, 4, 5);

describe.each(names)('the template %s', (name) => {
  const template = new ChatTemplate(readFileSync(`${folder}/${name}.jinja`, 'utf8'), specials);

  test.each(Object.entries(cases))('writes %s as Python does', (_, { messages, expected, ...options }) => {
    const wanted = expected[name]!;
    const render = () => template.render(messages, { ...options, now });
    if (typeof wanted === 'string') expect(render()).toBe(wanted);
    else if ('refusal' in wanted) {
      expect(render).toThrow(
        expect.objectContaining({
          code: Code.INVALID_ARGUMENT,
          field: 'messages',
          message: `the model's chat template refuses messages: ${wanted.refusal}`,
        }),
      );
    } else expect(render).toThrow(expect.objectContaining({ code: Code.FAILED_PRECONDITION }));
  });
});

test('every case is there for every template', () => {
  expect(names.length).toBeGreaterThanOrEqual(17);
  for (const { expected } of Object.values(cases)) expect(Object.keys(expected).sort()).toEqual(names);
});
