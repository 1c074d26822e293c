import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { policyJsonSchema } from './schema.ts';

it('is published as it is: npm run policy-schema writes it again', () => {
  const published = readFileSync(path.resolve(import.meta.dirname, '../../../deploy/policy.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(policyJsonSchema()));
});
