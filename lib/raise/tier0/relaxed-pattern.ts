// A pattern that matches wherever another does, and sometimes where that does not, with fewer states: what is counted up to a
// limit is counted no further than its least.
import { PatternProgram } from './pattern-program.ts';

const COUNT_WITH_LIMIT = /^\{(\d+),\d+\}/;

/** Loses the upper limits of repetitions: `x{2,30}` becomes `x{2,}`. */
export function withoutLimits(source: string): string {
  // Quoted text may hold braces that count nothing.
  if (source.includes('\\Q')) return source;
  let relaxed = '';
  let inClass = false;
  for (let at = 0; at < source.length; ) {
    const character = source[at]!;
    if (character === '\\') {
      relaxed += source.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (inClass && character === ']') inClass = false;
    else if (!inClass && character === '[') {
      // A bracket right at the beginning of a class belongs to it.
      const opening = /^\[\^?\]?/.exec(source.slice(at, at + 3))![0];
      inClass = true;
      relaxed += opening;
      at += opening.length;
      continue;
    }
    const counted = inClass || character !== '{' ? undefined : COUNT_WITH_LIMIT.exec(source.slice(at, at + 16));
    relaxed += counted ? `{${counted[1]},}` : character;
    at += counted ? counted[0].length : 1;
  }
  return relaxed;
}

export function relaxedProgram(program: PatternProgram): PatternProgram {
  try {
    return PatternProgram.compile(withoutLimits(program.source), 'pattern', program.lenient);
  } catch {
    return program;
  }
}
