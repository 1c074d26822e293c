import { describe, expect, test } from 'vitest';
import { Code } from '../wire/errors.ts';
import { ChatTemplate } from './chat-template.ts';

const specials = { bos: '<s>', eos: '</s>', addsBos: true };
const chatMl =
  "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\\n' + m['content'] + '<|im_end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
const hello = [{ role: 'user', content: 'Hello {{ bos_token }}' }];

describe('ChatTemplate', () => {
  test('renders every message and opens the answer only when asked to', () => {
    const template = new ChatTemplate(chatMl, specials);
    const turn = '<|im_start|>user\nHello {{ bos_token }}<|im_end|>\n';
    expect(template.render(hello, { addGenerationPrompt: false })).toBe(turn);
    expect(template.render(hello, { addGenerationPrompt: true })).toBe(`${turn}<|im_start|>assistant\n`);
  });

  test('takes out the beginning-of-sequence token that the tokenizer will add', () => {
    const text = "{{ bos_token }}{{ messages[0]['content'] }}{{ eos_token }}";
    const render = (addsBos: boolean) =>
      new ChatTemplate(text, { ...specials, addsBos }).render([{ role: 'user', content: 'Hi' }], {
        addGenerationPrompt: true,
      });
    expect(render(true)).toBe('Hi</s>');
    expect(render(false)).toBe('<s>Hi</s>');
  });

  test('says in the words of the template why it refuses messages', () => {
    const template = new ChatTemplate("{{ raise_exception('roles must alternate') }}", specials);
    expect(() => template.render(hello, { addGenerationPrompt: true })).toThrow(
      expect.objectContaining({
        code: Code.INVALID_ARGUMENT,
        field: 'messages',
        message: expect.stringMatching(/refuses messages: roles must alternate$/),
      }),
    );
  });

  test('a template that fails by itself is not blamed on the messages', () => {
    const template = new ChatTemplate('{{ undefined_function(messages) }}', specials);
    expect(() => template.render(hello, { addGenerationPrompt: true })).toThrow(
      expect.objectContaining({ code: Code.FAILED_PRECONDITION, message: expect.stringContaining('template fails') }),
    );
  });

  test('refuses an empty conversation', () => {
    const template = new ChatTemplate(chatMl, specials);
    expect(() => template.render([], { addGenerationPrompt: true })).toThrow(/messages is empty/);
  });

  test('a template that is not Jinja is refused when it is made', () => {
    expect(() => new ChatTemplate('{% for %}', specials)).toThrow(
      expect.objectContaining({ code: Code.FAILED_PRECONDITION, message: expect.stringContaining('cannot be parsed') }),
    );
  });

  test('hands more variables through', () => {
    const template = new ChatTemplate('{{ enable_thinking }}', specials);
    const options = { addGenerationPrompt: true, variables: { enable_thinking: false } };
    expect(template.render(hello, options)).toBe('False');
  });

  test('a model without a template has none', () => {
    const piece = () => Buffer.from('');
    expect(ChatTemplate.of({ chatTemplate: undefined, bosId: 1, eosId: 2, addsBos: true, piece })).toBeUndefined();
  });
});

describe('a template at fault', () => {
  const options = { addGenerationPrompt: true };
  const failing = (source: string) => () => new ChatTemplate(source, specials).render(hello, options);
  const text = 'some text\n'.repeat(3);

  test.each([
    ['an expression that does not end', `${text}{{ messages`, 4],
    ['a statement that nobody knows', `${text}{% frobnicate %}\n${text}`, 4],
    ['a loop that does not end', `${text}{% for m in messages %}\n${text}`, 4],
    ['quotes that do not end', `${text}{{ 'a }}\n${text}`, 4],
    ['a character that is none of Jinja', `{{ 1 }}\n{# {{ ? }} #}\n{{ ? }}\n{{ 2 }}`, 3],
  ])('is refused when it is made: %s, with the line', (_, source, line) => {
    expect(() => new ChatTemplate(source, specials)).toThrow(
      expect.objectContaining({
        code: Code.FAILED_PRECONDITION,
        message: expect.stringMatching(
          new RegExp(`^the model's chat template cannot be parsed at line ${line}: [^\\n]+$`),
        ),
      }),
    );
  });

  test.each([
    ['an unknown function', `${text}{{ frobnicate() }}\n{{ 1 }}`, 4],
    ['an unknown filter', `${text}{% if true %}\n{{ 1 | frobnicate }}{% endif %}`, 5],
    ['a loop over nothing', `{% if true %}\n\n{% endif %}\n{%- for a in missing %}{% endfor %}`, 4],
    ['a failure in a macro', `{% macro f(x) %}\n{{ x + missing }}\n{% endmacro %}\n\n{{ f(1) }}`, 2],
  ])('names the line when it is used: %s', (_, source, line) => {
    expect(failing(source)).toThrow(
      expect.objectContaining({
        code: Code.FAILED_PRECONDITION,
        message: expect.stringMatching(new RegExp(`^the model's chat template fails at line ${line}: [^\\n]+$`)),
      }),
    );
  });

  const loop = (body: string) => `{% for i in range(1000) %}${body}{% endfor %}`;
  test.each([
    ['an enormous range', '{{ range(10 ** 9) }}', /range\(0, 1000000000, 1\) is no list of at most/],
    ['a step of nothing', '{{ range(1, 5, 0) }}', /range\(1, 5, 0\)/],
    ['loops in loops', loop(loop(loop('{{ i }}'))), /takes more than \d+ steps/],
    ['a macro that calls itself', '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}', /call stack|not a function/],
    [
      'a text that doubles',
      `{% set n = namespace(a='aaaa') %}${loop('{% set n.a = n.a + n.a %}')}`,
      /makes a text of more/,
    ],
    [
      'a list that doubles',
      `{% set n = namespace(a=[1, 2]) %}${loop('{% set n.a = n.a + n.a %}')}`,
      /makes a list of more/,
    ],
  ])('ends before it hangs: %s', (_, source, message) => {
    expect(failing(source)).toThrow(
      expect.objectContaining({ code: Code.FAILED_PRECONDITION, message: expect.stringMatching(message) }),
    );
  });
});

describe('what templates rely on', () => {
  const render = (source: string, variables: Record<string, unknown> = {}) =>
    new ChatTemplate(source, { bos: '', eos: '', addsBos: false }).render(hello, {
      addGenerationPrompt: true,
      variables,
    });

  test.each<[string, string, string, Record<string, unknown>?]>([
    ['range', '{{ range(3) | join }}{{ range(1, 3) | join }}{{ range(4, 0, -2) | join }}', '0121242'],
    [
      'entries named like methods',
      "{{ d.items() | list | length }}{{ d['items'] }}",
      '2x',
      { d: { items: 'x', a: 1 } },
    ],
    ['get with and without a default', "{{ d.get('a') }}{{ d.get('b', 2) }}", '12', { d: { a: 1, get: 3 } }],
    ['str.format', "{{ '<{}:{1}:{0}>'.format('a', 'b') }}", '<a:b:a>'],
    ['a dictionary of a format', '{{ d.format }}', 'x', { d: { format: 'x' } }],
    ['the generation tag', 'a\n{% generation %}\n{{- 1 }}\n{% endgeneration %}\n{%- if true %}b{% endif %}', 'a\n1\nb'],
    ['no tools and no documents', '{{ tools is none }}{{ documents is none }}{{ other is defined }}', 'TrueTrueFalse'],
    ['names of its own', '{{ range(2) | length }}{{ messages | length }}', '21', { range: 7, messages: [] }],
  ])('%s', (_, source, text, variables) => {
    expect(render(source, variables)).toBe(text);
  });

  test('the date is the one of the moment, or the one that is given', () => {
    const template = new ChatTemplate("{{ strftime_now('%Y-%m-%d') }}", specials);
    const now = new Date(2026, 2, 7);
    expect(template.render(hello, { addGenerationPrompt: true, now })).toBe('2026-03-07');
    expect(template.render(hello, { addGenerationPrompt: true })).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test('a refusal of several lines is told by its first', () => {
    const template = new ChatTemplate("{{ raise_exception('no\nwonder') }}", specials);
    expect(() => template.render(hello, { addGenerationPrompt: true })).toThrow(/refuses messages: no$/);
  });
});
