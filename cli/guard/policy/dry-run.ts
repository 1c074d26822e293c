// `fulgur guard policy dry-run`: what a file would change, about verdicts that the cluster keeps or about texts in a file.
import { z } from 'zod';
import { loadClassifier } from '../../../lib/raise/classifier/classifier.ts';
import { compilePolicy } from '../../../lib/raise/policy/compile.ts';
import { dryRunTexts, type TextChange } from '../../../lib/raise/policy/dry-run-texts.ts';
import { GuardMethods } from '../../../lib/wire/methods.ts';
import { fulgur } from '../../../proto/gen/fulgur.js';
import { fileAndOptions, readPolicyFile } from './file.ts';
import { guardOptions, policyOf, withGuards } from './guards.ts';

const HOUR_MS = 3_600_000;

const options = z.strictObject({
  ...guardOptions,
  sinceHours: z
    .number()
    .positive()
    .max(24 * 366)
    .default(24)
    .describe('how old kept verdicts may be'),
  maxVerdicts: z.number().int().min(1).max(100_000).default(100_000).describe('of the newest kept verdicts'),
  texts: z
    .string()
    .optional()
    .describe(
      'judge these texts instead, here: lines, or .jsonl with the field "text"; nothing is sent to the cluster',
    ),
  against: z.string().optional().describe('with --texts: another file to compare with, instead of the policy in force'),
  tenant: z.string().default('').describe('with --texts: whose texts they are'),
  phase: z.enum(['input', 'output']).default('input').describe('with --texts: as prompts or as answers'),
  examples: z.number().int().min(0).max(1000).default(20).describe('changes to list'),
});
const USAGE = 'fulgur guard policy dry-run FILE';
type Values = z.output<typeof options>;

export async function dryRunCommand(argv: readonly string[]): Promise<number> {
  const asked = fileAndOptions(USAGE, options, argv);
  if (asked === undefined) return 0;
  const { file, values } = asked;
  return values.texts === undefined ? onVerdicts(file, values) : onTexts(file, values.texts, values);
}

async function onVerdicts(file: string, values: Values): Promise<number> {
  const { yaml } = await readPolicyFile(file);
  const { sinceHours, maxVerdicts, timeoutMs, examples } = values;
  const request = { yaml, sinceUnixMs: Date.now() - sinceHours * HOUR_MS, maxVerdicts };
  const report = await withGuards(values, ([{ channel }]) =>
    channel.unary(GuardMethods.dryRunPolicy, request, { deadlineMs: timeoutMs }),
  );
  const changed = report.changes.reduce((sum, { verdicts }) => sum + (verdicts ?? 0), 0);
  console.log(`${report.verdicts} verdicts of the last ${sinceHours} h: ${changed} would change`);
  for (const { phase, before, after, verdicts } of report.changes) {
    console.log(`  ${verdicts} of ${phase}: ${nameOf(before)} -> ${nameOf(after)}`);
  }
  for (const { requestId, tenant, phase, before, after, categories } of report.examples.slice(0, examples)) {
    const whose = tenant ? ` of ${tenant}` : '';
    console.log(`  ${requestId}${whose}, ${phase}, ${categories?.join(' ')}: ${nameOf(before)} -> ${nameOf(after)}`);
  }
  for (const limit of report.limits) console.log(`note: ${limit}`);
  return 0;
}

async function onTexts(file: string, textsFile: string, values: Values): Promise<number> {
  const classifier = await loadClassifier();
  const after = (await readPolicyFile(file, classifier)).compiled;
  const { against, timeoutMs, examples, tenant, phase } = values;
  const before =
    against === undefined
      ? await withGuards(values, async ([guard]) => {
          const { yaml, version } = await policyOf(guard, timeoutMs);
          return compilePolicy(yaml, `policy ${version}`, classifier);
        })
      : (await readPolicyFile(against, classifier)).compiled;
  const { texts, changes } = await dryRunTexts({ before, after, file: textsFile, tenant, phase });
  console.log(`${texts} texts: ${changes.length} would be decided otherwise, by tiers 0 and 1`);
  const counts = new Map<string, number>();
  for (const change of changes) counts.set(arrow(change), (counts.get(arrow(change)) ?? 0) + 1);
  for (const [what, count] of counts) console.log(`  ${count}: ${what}`);
  for (const change of changes.slice(0, examples)) {
    console.log(`  ${textsFile}:${change.line}: ${arrow(change)} (${change.detectors.join(', ') || 'nothing found'})`);
  }
  return 0;
}

function arrow({ before, after }: TextChange): string {
  return `${before} -> ${after}`;
}

function nameOf(action: fulgur.v1.GuardAction | null | undefined): string {
  const name = fulgur.v1.GuardAction[action ?? 0] ?? '';
  return name.replace('GUARD_ACTION_', '').toLowerCase();
}
