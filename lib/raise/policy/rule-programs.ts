// The patterns of a policy as programs: those that ship with the guard, compiled once a process, and its rules' own.
import { invalid } from '../../wire/errors.ts';
import { normaliseText } from '../normalise/normalise.ts';
import { PatternProgram } from '../tier0/pattern-program.ts';
import { BUILTIN_PATTERNS, type Policy } from './schema.ts';

/** Of all patterns of a policy together. */
const INSTRUCTIONS_MAX = 100_000;

const builtins: PatternProgram[] = [];

/** Per pattern that ships, and per rule and pattern. */
export interface RulePrograms {
  readonly builtins: readonly PatternProgram[];
  readonly rules: ReadonlyArray<readonly PatternProgram[]>;
}

/**
 * Gives way after each pattern.
 * @throws INVALID_ARGUMENT with the field `rules.ID.patterns[N]`
 */
export function* compilePatterns(policy: Policy): Generator<void, RulePrograms> {
  while (builtins.length < BUILTIN_PATTERNS.length) {
    const { pattern, id } = BUILTIN_PATTERNS[builtins.length]!;
    builtins.push(PatternProgram.compile(pattern, `detector ${id}`));
    yield;
  }
  let instructions = 0;
  const rules: PatternProgram[][] = [];
  for (const { id, patterns } of policy.rules) {
    const programs: PatternProgram[] = [];
    for (const [index, pattern] of patterns.entries()) {
      const field = `rules.${id}.patterns[${index}]`;
      const program = PatternProgram.compile(normaliseText(pattern), field, true);
      instructions += program.size;
      if (instructions > INSTRUCTIONS_MAX) {
        const limit = `${INSTRUCTIONS_MAX} instructions; at ${field} there are ${instructions}`;
        throw invalid(field, `the patterns of a policy may compile to ${limit}: use terms, or shorter repetitions`);
      }
      programs.push(program);
      yield;
      program.rangeEdges();
      yield;
    }
    rules.push(programs);
  }
  return { builtins, rules };
}
