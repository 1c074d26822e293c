import { describe, expect, test } from 'vitest';
import { tagLines } from './template-lines.ts';

describe('the lines of tags', () => {
  test.each<[string, string, number[]]>([
    ['nothing', '', []],
    ['text with a brace', 'a { b }\n{', []],
    ['tags and text between them', 'a\n{{ b }}{% if c %}\n\n{%- endif -%}', [2, 2, 4]],
    ['a comment, which is none', '{# {{ a }}\n#}{{ b }}', [2]],
    ['a tag over several lines', '{% set a =\n "b"\n%}\n{{ a }}', [1, 4]],
    ['ends of tags inside quotes', `{{ '}}' }}\n{{ "%}" }}\n{% if '%}' %}`, [1, 2, 3]],
    ['a quote inside quotes', `{{ 'it\\'s }}' }}\n{{ a }}`, [1, 2]],
    ['a dictionary before the end of a tag', '{{ {"a": {"b": 1}} }}\n{{ c }}', [1, 2]],
    ['a tag that does not end', 'a\n{{ b', [2]],
  ])('of %s', (_, source, lines) => {
    expect(tagLines(source)).toEqual(lines);
  });
});
