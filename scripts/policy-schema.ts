// Writes deploy/policy.schema.json, the JSON Schema of the guard's policy file.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { policyJsonSchema } from '../lib/raise/policy/schema.ts';

writeFileSync(path.resolve(import.meta.dirname, '../deploy/policy.schema.json'), policyJsonSchema());
