// Llama 3.x: {"name": "f", "parameters": {...}} as the whole answer, sometimes behind <|python_tag|>.
import type { CallFormat } from '../answer-format.ts';
import { jsonCallStart, readJsonCalls } from '../json-call.ts';

export const llama3: CallFormat = {
  openings: ['<|python_tag|>'],
  inside: [],
  bare: '{',
  read: readJsonCalls,
  forced: (name) => jsonCallStart(name, 'parameters'),
};
