// `fulgur guard policy`: an operator's commands for the policy of the guards. One file per command.
import { invalid } from '../../../lib/wire/errors.ts';

type Command = (argv: readonly string[]) => Promise<number>;

const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  check: {
    summary: 'say whether policy files can be loaded, without a cluster: FILE...',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  show: {
    summary: 'print the policy in force',
    load: async () => (await import('./show.ts')).showCommand,
  },
  diff: {
    summary: 'say field by field how a file differs from the policy in force: FILE',
    load: async () => (await import('./diff.ts')).diffCommand,
  },
  'dry-run': {
    summary: 'say what a file would have decided about kept verdicts, or decides about texts: FILE [--texts TEXTS]',
    load: async () => (await import('./dry-run.ts')).dryRunCommand,
  },
  push: {
    summary: 'put a file before every guard of the cluster: FILE [--check-only]',
    load: async () => (await import('./push.ts')).pushCommand,
  },
  history: {
    summary: 'list the policies that were put last',
    load: async () => (await import('./history.ts')).historyCommand,
  },
  rollback: {
    summary: 'put the policy before the newest again, or another: [--revision N]',
    load: async () => (await import('./rollback.ts')).rollbackCommand,
  },
};

export async function policyCommand(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h') {
    const rows = Object.entries(commands).map(([command, { summary }]) => `  ${command.padEnd(10)}${summary}`);
    const notes = ['fulgur guard policy COMMAND --help lists its options. Exit codes: 0 done, 1 refused or failed.'];
    console.log(['usage: fulgur guard policy COMMAND [OPTIONS]', '', ...rows, '', ...notes].join('\n'));
    return name === undefined ? 1 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const known = Object.keys(commands).join(', ');
    throw invalid('command', `'${name}' is no command for policies; it is one of ${known}`);
  }
  return (await command.load())(rest);
}
