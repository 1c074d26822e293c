// `fulgur guard`: the tools of RAISE for the time before serving, and the guards' policy. One file per tool.
import { invalid } from '../../lib/wire/errors.ts';

type Tool = (argv: readonly string[]) => Promise<number>;

const tools: Record<string, { summary: string; load: () => Promise<Tool> }> = {
  train: {
    summary: 'train the classifier of tier 1: --data DIR [--manifest FILE] [--out FILE]',
    load: async () => (await import('./train.ts')).trainCommand,
  },
  screen: {
    summary: 'screen a corpus: IN... --out DIR',
    load: async () => (await import('./screen.ts')).screenCommand,
  },
  align: {
    summary: 'score fine-tuning and preference data: IN... --out DIR',
    load: async () => (await import('./align.ts')).alignCommand,
  },
  policy: {
    summary:
      'check, compare, try, push and roll back policies: check | show | diff | dry-run | push | history | rollback',
    load: async () => (await import('./policy/command.ts')).policyCommand,
  },
  redteam: {
    summary: 'attack a running server and report what came of it: --endpoint URL',
    load: async () => (await import('./redteam.ts')).redteamCommand,
  },
};

export async function guardCommand(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h') {
    const rows = Object.entries(tools).map(([tool, { summary }]) => `  ${tool.padEnd(9)}${summary}`);
    console.log(['usage: fulgur guard TOOL [OPTIONS]', '', ...rows].join('\n'));
    return name === undefined ? 1 : 0;
  }
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (tool === undefined)
    throw invalid('tool', `'${name}' is no tool of the guard; it is one of ${Object.keys(tools).join(', ')}`);
  return (await tool.load())(rest);
}
