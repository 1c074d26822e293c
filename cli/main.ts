#!/usr/bin/env node
// The `fulgur` command. Each subcommand is a function from its arguments to an exit code.
import { FulgurError } from '../lib/wire/errors.ts';

type Command = (argv: readonly string[]) => Promise<number>;

const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  up: {
    summary: 'run all five services in this process and serve a model',
    load: async () => (await import('./up/command.ts')).upCommand,
  },
  cluster: {
    summary: 'run nats-server and every service as its own process on this machine',
    load: async () => (await import('./cluster/command.ts')).clusterCommand,
  },
  status: {
    summary: 'list the services of a running cluster [--endpoint HOST:PORT] [--json]',
    load: async () => (await import('./status.ts')).statusCommand,
  },
  chat: {
    summary: 'talk to the model in the terminal [--endpoint HOST:PORT]',
    load: async () => (await import('./chat.ts')).chatCommand,
  },
  inspect: {
    summary: 'describe a GGUF file: MODEL.gguf [--json]',
    load: async () => (await import('./inspect.ts')).inspectCommand,
  },
  guard: {
    summary: 'safety tools: guard train | screen | align | redteam | policy',
    load: async () => (await import('./guard/command.ts')).guardCommand,
  },
  'make-model': {
    summary: 'write a GGUF file with random weights: OUT.gguf [--architecture olmoe] ...',
    load: async () => (await import('./make-model.ts')).makeModelCommand,
  },
};

function usage(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return ['usage: fulgur COMMAND [OPTIONS]', '', ...rows, '', 'fulgur COMMAND --help lists its options.'].join('\n');
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(usage());
    return name === undefined ? 1 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(`fulgur: no command is called '${name}'; it is one of ${Object.keys(commands).join(', ')}`);
    return 1;
  }
  return (await command.load())(rest);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A failure that we foresaw is one line; anything else is a bug, and its stack helps.
  console.error(
    `fulgur: ${error instanceof FulgurError ? error.message : error instanceof Error ? error.stack : error}`,
  );
  process.exitCode = 1;
}
// Native libraries and keep-alive sockets may hold the event loop: the command is done.
process.exit();
