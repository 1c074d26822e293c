// A safety model for tests: a real HTTP server that answers in a model's format, slowly, wrongly or not at all.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SafetyCall {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** What to answer: a body, an HTTP status, one blank after the other without an end, or never. */
export type SafetyReply = object | number | string | 'trickle' | 'never';

const TRICKLE_MS = 20;

export class SafetyServer {
  readonly calls: SafetyCall[] = [];
  readonly #server: Server;
  readonly #reply: (call: SafetyCall, index: number) => SafetyReply | Promise<SafetyReply>;
  /** Requests that are open now, and the most that were at the same time. */
  open = 0;
  mostOpen = 0;

  private constructor(reply: (call: SafetyCall, index: number) => SafetyReply | Promise<SafetyReply>) {
    this.#reply = reply;
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(
    reply: (call: SafetyCall, index: number) => SafetyReply | Promise<SafetyReply>,
    port = 0,
  ): Promise<SafetyServer> {
    const server = new SafetyServer(reply);
    await new Promise<void>((resolve) => server.#server.listen(port, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    response.once('close', () => {
      this.open -= 1;
    });
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const call = { path: request.url ?? '', body: JSON.parse(Buffer.concat(pieces).toString('utf8')) };
    const index = this.calls.push(call) - 1;
    const reply = await this.#reply(call, index);
    if (reply === 'never' || response.destroyed) return;
    response.writeHead(typeof reply === 'number' ? reply : 200, { 'content-type': 'application/json' });
    if (reply === 'trickle') {
      const timer = setInterval(() => response.write(' '), TRICKLE_MS);
      response.once('close', () => clearInterval(timer));
      return;
    }
    response.end(typeof reply === 'object' ? JSON.stringify(reply) : typeof reply === 'string' ? reply : '');
  }
}

/** A chat completion that says `content`. */
export function says(content: string, logprobs?: readonly { token: string; logprob: number }[]): object {
  const message = { role: 'assistant', content };
  return {
    choices: [{ index: 0, message, finish_reason: 'stop', ...(logprobs && { logprobs: { content: logprobs } }) }],
  };
}
