// What the templates of test/data/chat-templates, written with the features of those of real models, are found to take.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answerFormatOf } from './answer/answer-formats.ts';
import { ChatTemplate } from './chat-template.ts';
import { templateTraits } from './template-traits.ts';

const specials = { bos: '<s>', eos: '</s>', addsBos: false };
const sourceOf = (name: string) => readFileSync(`test/data/chat-templates/${name}.jinja`, 'utf8');
const whatever = { arguments: 'object', emptyContent: '', several: true };
const onlyOne = { ...whatever, several: false };

test.each([
  ['glm', true, whatever, 'glm', '<think>'],
  ['gpt-oss', true, onlyOne, 'harmony', undefined],
  ['granite', true, whatever, 'granite', undefined],
  ['llama3', true, onlyOne, 'llama3', undefined],
  ['minimax', true, whatever, 'minimax', '<think>'],
  ['mixtral', true, whatever, 'mixtral', undefined],
  ['qwen', true, whatever, 'hermes', '<think>'],
  // Its loop forgets what it has joined, as loops of Jinja do.
  ['deepseek', false, whatever, 'deepseek-v3.1', '<think>'],
  ['plain', false, undefined, 'reasoning', '<think>'],
])('the template %s', (name, tools, calls, format, reasoning) => {
  const template = new ChatTemplate(sourceOf(name), specials);
  expect(templateTraits(template)).toEqual({ tools, calls });
  const found = answerFormatOf(sourceOf(name), () => false);
  expect([found?.name, found?.reasoning?.open]).toEqual([format, reasoning]);
});

const calling = (args: string, content = "m['content'] or ''") =>
  "{% for m in messages %}<{{ m['role'] }}>{% if m['tool_calls'] %}{% for c in m['tool_calls'] %}" +
  `{{ c['function']['name'] + '(' + ${args} + ')' }}{% endfor %}{% else %}{{ ${content} }}{% endif %}{% endfor %}`;

test('arguments are given as the template can write them, and never quoted twice', () => {
  const traits = (source: string) => templateTraits(new ChatTemplate(source, specials)).calls;
  expect(traits(calling("c['function']['arguments'] | tojson"))?.arguments).toBe('object');
  expect(traits(calling("c['function']['arguments']"))?.arguments).toBe('text');
  expect(traits("{% for m in messages %}{{ m['content'] }}{% endfor %}")).toBeUndefined();
});

test('a template that looks for calls where there is no content gets none', () => {
  const source =
    "{% for m in messages %}{% if m['content'] is none %}{{ m['tool_calls'][0]['function']['name'] }}" +
    "{{ m['tool_calls'][0]['function']['arguments'] | tojson }}{% else %}{{ m['content'] }}{% endif %}{% endfor %}";
  const { calls } = templateTraits(new ChatTemplate(source, specials));
  expect(calls).toEqual({ arguments: 'object', emptyContent: null, several: false });
});
