/** Splits what is named (before the first flag) from flags: `IN1 IN2 --out DIR`. */
export function splitPositional(argv: readonly string[]): { named: string[]; flags: string[] } {
  const at = argv.findIndex((argument) => /^-./.test(argument));
  return at < 0 ? { named: [...argv], flags: [] } : { named: argv.slice(0, at), flags: argv.slice(at) };
}
