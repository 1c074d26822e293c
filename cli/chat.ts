// `fulgur chat`: a conversation in the terminal, streamed over gRPC.
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import type { Channel } from '../lib/wire/client.ts';
import { FulgurError } from '../lib/wire/errors.ts';
import { InferenceMethods } from '../lib/wire/methods.ts';
import type { fulgur } from '../proto/gen/fulgur.js';
import { commandOptions } from './options.ts';
import { localEndpoint, routerError, withRouter } from './router-call.ts';

const chatConfig = z.strictObject({
  endpoint: z.string().default(localEndpoint).describe('host:port of a router'),
  apiKey: z.string().optional().describe('where the router asks for one; default: $FULGUR_API_KEY'),
  model: z.string().default('').describe('name of the model; default: the one served'),
  system: z.string().optional().describe('system message'),
  message: z.string().optional().describe('ask this one thing and end'),
  temperature: z.number().min(0).max(2).default(0.7),
  maxTokens: z.number().int().min(1).optional(),
  seed: z.number().int().min(0).optional(),
  timeoutMs: z.number().int().min(1).default(600_000),
});

type ChatConfig = z.infer<typeof chatConfig>;
type Message = fulgur.v1.IChatMessage;

export async function chatCommand(argv: readonly string[]): Promise<number> {
  const config = commandOptions({ program: 'fulgur chat', schema: chatConfig, argv });
  if (config === undefined) return 0;
  const history: Message[] = config.system === undefined ? [] : [{ role: 'system', content: config.system }];
  return withRouter(config.endpoint, async (channel) => {
    if (config.message === undefined) return converse(channel, config, history);
    await answer(channel, config, [...history, { role: 'user', content: config.message }]);
    return 0;
  });
}

async function converse(channel: Channel, config: ChatConfig, history: Message[]): Promise<number> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  console.log('Type a message; an empty line or Ctrl-D ends the conversation.');
  terminal.setPrompt('> ');
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === '') break;
    history.push({ role: 'user', content: line });
    try {
      history.push({ role: 'assistant', content: await answer(channel, config, history) });
    } catch (error) {
      if (!(error instanceof FulgurError)) throw error;
      // The conversation goes on without the message that failed.
      history.pop();
      console.error((routerError(error, config.endpoint) as FulgurError).message);
    }
    terminal.prompt();
  }
  terminal.close();
  return 0;
}

async function answer(channel: Channel, config: ChatConfig, messages: readonly Message[]): Promise<string> {
  const request: fulgur.v1.IGenerateRequest = {
    model: config.model,
    chat: { messages: [...messages] },
    sampling: { temperature: config.temperature, ...(config.seed === undefined ? {} : { seed: config.seed }) },
    ...(config.maxTokens === undefined ? {} : { maxTokens: config.maxTokens }),
  };
  const apiKey = config.apiKey ?? process.env['FULGUR_API_KEY'];
  let text = '';
  let reasoned = false;
  for await (const event of channel.serverStream(InferenceMethods.generate, request, {
    deadlineMs: config.timeoutMs,
    ...(apiKey && { headers: { authorization: `Bearer ${apiKey}` } }),
  })) {
    const thought = event.delta?.reasoning ?? '';
    // Shown to people while they wait; whatever reads a pipe wants the answer.
    if (thought !== '' && process.stdout.isTTY) process.stdout.write(`\u001b[2m${thought}\u001b[22m`);
    reasoned ||= thought !== '' && process.stdout.isTTY;
    const piece = event.delta?.text ?? '';
    if (piece !== '' && reasoned) process.stdout.write('\n\n');
    if (piece !== '') reasoned = false;
    text += piece;
    process.stdout.write(piece);
  }
  process.stdout.write('\n');
  return text;
}
