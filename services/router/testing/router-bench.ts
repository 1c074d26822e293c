// A real router with scripted replicas and guards around it, on loopback and an in-process bus.
import OpenAI from 'openai';
import { InProcessBus } from '../../../lib/cluster/in-process-bus.ts';
import { Tokenizer } from '../../../lib/model/tokenizer.ts';
import type { ServiceHost } from '../../../lib/process/host.ts';
import { GgufModel } from '../../../lib/tensor/gguf.ts';
import { Channel } from '../../../lib/wire/client.ts';
import { eventually, type TestHost, testHost } from '../../../test/support/service-host.ts';
import { type RouterConfig, routerConfig } from '../config.ts';
import { type RunningRouter, startRouter } from '../router.ts';
import { ScriptedAttention, type ScriptedAttentionOptions } from './scripted-attention.ts';
import { type GuardScript, ScriptedGuard } from './scripted-guard.ts';

export const modelPath = 'models/fulgur-tiny.gguf';

export class RouterBench {
  readonly bus = new InProcessBus();
  readonly host: TestHost;
  readonly #stops: (() => Promise<void> | void)[] = [];
  #router: RunningRouter | undefined;
  #tokenizer: Tokenizer | undefined;
  #fingerprint = '';

  private constructor(over: Partial<ServiceHost>) {
    this.host = testHost('router', 'router-0', { ...over, bus: this.bus });
  }

  /** Closes everything at the end of the block that declares it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  static async start(config: Partial<RouterConfig> = {}, over: Partial<ServiceHost> = {}): Promise<RouterBench> {
    const bench = new RouterBench(over);
    const path = config.model ?? modelPath;
    bench.#fingerprint = (await GgufModel.open(path)).fingerprint;
    bench.#tokenizer = await Tokenizer.load(path);
    const options = routerConfig.parse({ model: modelPath, httpPort: 0, grpcPort: 0, ...config });
    bench.#router = await startRouter(options, bench.host);
    return bench;
  }

  get router(): RunningRouter {
    return this.#router as RunningRouter;
  }

  get baseUrl(): string {
    return `http://${this.router.httpAddress}`;
  }

  /** Resolves once the router would send it a request. */
  async attention(id: string, over: Partial<ScriptedAttentionOptions> = {}): Promise<ScriptedAttention> {
    const modelFingerprint = this.#fingerprint;
    const attention = await ScriptedAttention.start({ bus: this.bus, id, modelFingerprint, ...over });
    this.#stops.push(() => attention.stop());
    await eventually(() => this.host.health.reasons.every((reason) => !reason.startsWith('attention')));
    return attention;
  }

  async guard(id: string, script: GuardScript = {}): Promise<ScriptedGuard> {
    const guard = await ScriptedGuard.start(this.bus, id, script);
    this.#stops.push(() => guard.stop());
    return guard;
  }

  /** A client that does not retry, so that a test sees every answer. */
  openai(apiKey = 'none'): OpenAI {
    return new OpenAI({ baseURL: `${this.baseUrl}/v1`, apiKey, maxRetries: 0 });
  }

  grpc(): Channel {
    const channel = new Channel(this.router.address);
    this.#stops.push(() => channel.close());
    return channel;
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
  }

  /** Ids of a continuation: as the model would generate it after other text. */
  ids(text: string): number[] {
    const tokenizer = this.#tokenizer as Tokenizer;
    // After a control token SentencePiece adds a space that a continuation does not have: cut off with its word's first piece.
    const marked = tokenizer.encode(`\n${text}`, { addSpecial: false, parseSpecial: false });
    const newline = marked.findIndex((id) => Buffer.from(tokenizer.piece(id)).toString() === '\n');
    return marked.slice(newline + 1);
  }

  /** The same with the control tokens that are written in the text. */
  idsWithControls(text: string): number[] {
    const tokenizer = this.#tokenizer as Tokenizer;
    const parts = text.split(/(<\|\w+\|>|\[\w+\])/).filter((part) => part !== '');
    return parts.flatMap((part) => {
      const ids = tokenizer.encode(part, { addSpecial: false, parseSpecial: true });
      return ids.length === 1 && tokenizer.isControl(ids[0] as number) ? ids : this.ids(part);
    });
  }

  /** The text of generated tokens, as the router has to show it. */
  text(ids: readonly number[]): string {
    const pieces = ids.map((id) => (this.#tokenizer as Tokenizer).piece(id));
    return Buffer.concat(pieces).toString('utf8');
  }

  decode(ids: readonly number[]): string {
    return (this.#tokenizer as Tokenizer).decode(ids);
  }

  async close(): Promise<void> {
    await this.#router?.drain(200);
    for (const stop of this.#stops.reverse()) await stop();
    this.#tokenizer?.close();
    await this.bus.close();
  }
}
