import { expect, test } from 'vitest';
import { pythonEquals, pythonText, type TypedValue } from './template-text.ts';

const text = (value: string): TypedValue => ({ type: 'StringValue', value });
const number = (value: number): TypedValue => ({
  type: Number.isInteger(value) ? 'IntegerValue' : 'FloatValue',
  value,
});
const flag = (value: boolean): TypedValue => ({ type: 'BooleanValue', value });
const none: TypedValue = { type: 'NullValue', value: null };
const list = (...value: TypedValue[]): TypedValue => ({ type: 'ArrayValue', value });
const tuple = (...value: TypedValue[]): TypedValue => ({ type: 'TupleValue', value });
const entries = (value: Record<string, TypedValue>): TypedValue => {
  return { type: 'ObjectValue', value: new Map(Object.entries(value)) };
};

test.each<[TypedValue, string]>([
  [text("it's"), "it's"],
  [none, 'None'],
  [flag(true), 'True'],
  [{ type: 'UndefinedValue', value: undefined }, ''],
  [{ type: 'FloatValue', value: 2 }, '2.0'],
  [number(0.5), '0.5'],
  [list(text('a'), none, flag(false), number(3)), "['a', None, False, 3]"],
  [tuple(number(1)), '(1,)'],
  [tuple(number(1), number(2)), '(1, 2)'],
  [entries({ a: list(), "it's": text('say "hi"') }), `{'a': [], "it's": 'say "hi"'}`],
  [list(text(`it's "so"`), text('a\n\t\\b\u0007é🦊')), `['it\\'s "so"', 'a\\n\\t\\\\b\\x07é🦊']`],
])('a value has the text %# of Python', (value, expected) => {
  expect(pythonText(value)).toBe(expected);
});

test('values are equal when their members are', () => {
  expect(pythonEquals(list(text('a'), none), list(text('a'), none))).toBe(true);
  expect(pythonEquals(list(text('a')), list(text('a'), none))).toBe(false);
  expect(pythonEquals(entries({ a: list(number(1)) }), entries({ a: list(number(1)) }))).toBe(true);
  expect(pythonEquals(entries({ a: number(1) }), entries({ b: number(1) }))).toBe(false);
  expect(pythonEquals(list(), none)).toBe(false);
  expect(pythonEquals(number(1), number(1))).toBe(true);
});
