// Llama 3.x: {"name": "f", "parameters": {...}} as the whole answer, sometimes behind <|python_tag|>.
import type { CallFormat } from '../answer-format.ts';
import { readJsonCalls } from '../json-call.ts';

export const llama3: CallFormat = {
  openings: ['<|python_tag|>'],
  inside: [],
  bare: '{',
  read: readJsonCalls,
  forced: (name) => `{"name": "${name === undefined ? '' : `${name}", "parameters": {`}`,
};
