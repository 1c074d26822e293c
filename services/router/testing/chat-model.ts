// A model file with a chat template and control tokens of the test's choice, as much of one as a router reads.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedVocabulary } from '../../../lib/model/generated-vocabulary.ts';
import { type GgufEntry, writeGguf } from '../../../lib/model/gguf-writer.ts';

export interface ChatModel {
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
}

const controlType = 3;
const sizes = {
  context_length: 4096,
  block_count: 1,
  embedding_length: 8,
  feed_forward_length: 16,
  'attention.head_count': 2,
};

/** @param template Jinja, or the name of one of test/data/chat-templates. */
export async function writeChatModel(template: string, controls: readonly string[] = []): Promise<ChatModel> {
  const folder = await mkdtemp(join(tmpdir(), 'fulgur-chat-'));
  const path = join(folder, 'chatty.gguf');
  const isName = /^[\w-]+$/.test(template);
  const source = isName ? await readFile(`test/data/chat-templates/${template}.jinja`, 'utf8') : template;
  const vocabulary = generatedVocabulary(2048);
  const valuesOf = <T>(key: string) => (vocabulary.get(`tokenizer.ggml.${key}`) as unknown as { value: T[] }).value;
  const tokens = valuesOf<string>('tokens');
  const types = valuesOf<number>('token_type');
  const scores = valuesOf<number>('scores');
  const added = controls.filter((control) => !tokens.includes(control));
  const metadata = new Map<string, GgufEntry>([
    ['general.architecture', { type: 'string', value: 'llama' }],
    ['llama.attention.layer_norm_rms_epsilon', { type: 'float32', value: 1e-5 }],
    ...Object.entries(sizes).map(([key, value]): [string, GgufEntry] => [`llama.${key}`, { type: 'uint32', value }]),
    ...vocabulary,
    ['tokenizer.ggml.tokens', { type: 'string[]', value: [...tokens, ...added] }],
    ['tokenizer.ggml.token_type', { type: 'int32[]', value: [...types, ...added.map(() => controlType)] }],
    ['tokenizer.ggml.scores', { type: 'float32[]', value: [...scores, ...added.map(() => 0)] }],
    ['tokenizer.chat_template', { type: 'string', value: source }],
  ]);
  const size = tokens.length + added.length;
  const embedding = { name: 'token_embd.weight', shape: [8, size], type: 0, bytes: 32 * size };
  await writeGguf(path, metadata, [embedding], ({ bytes }) => [new Uint8Array(bytes)]);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
