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
    expect(template.render(hello, options)).toBe('false');
  });

  test('a model without a template has none', () => {
    const piece = () => Buffer.from('');
    expect(ChatTemplate.of({ chatTemplate: undefined, bosId: 1, eosId: 2, addsBos: true, piece })).toBeUndefined();
  });
});
