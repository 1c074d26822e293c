// Reads from the GGUF file what a router needs of it: numbers, tokenizer, chat template.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ChatTemplate } from '../../lib/model/chat-template.ts';
import { describeModel } from '../../lib/model/registry.ts';
import { StreamDecoder } from '../../lib/model/stream-decoder.ts';
import { Tokenizer } from '../../lib/model/tokenizer.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { placedModel } from './placed-model.ts';
import type { PlacedModel } from './placement/placed-model.ts';
import { ServedModel } from './served-model.ts';

export interface LoadedModel {
  readonly model: ServedModel;
  readonly placed: PlacedModel;
  close(): void;
}

export interface LoadOptions {
  /** The model's name in the APIs; undefined takes the file's name without .gguf. */
  readonly id?: string | undefined;
  /** Folder of ggml's libraries; those of the npm packages unless said otherwise. */
  readonly ggmlPath?: string | undefined;
}

/** @throws FulgurError naming the file and what is wrong with it, or the folder that holds no ggml. */
export async function loadModel(path: string, { id, ggmlPath }: LoadOptions): Promise<LoadedModel> {
  const gguf = await GgufModel.open(path);
  const { architecture, contextLength } = describeModel(gguf);
  if (contextLength < 2) throw gguf.error(`${architecture}.context_length is ${contextLength}`);
  const tokenizer = await Tokenizer.load(path, ggmlPath);
  try {
    const model = new ServedModel({
      id: id ?? nameOf(path),
      fingerprint: gguf.fingerprint,
      architecture,
      contextLength,
      createdUnixS: Math.floor((await stat(path)).mtimeMs / 1000),
      tokenizer,
      template: templateOf(tokenizer),
      templateSource: tokenizer.chatTemplate ?? '',
      createDecoder: (shown) => new StreamDecoder(tokenizer, { showControl: shown }),
    });
    return { model, placed: placedModel(gguf), close: () => tokenizer.close() };
  } catch (error) {
    tokenizer.close();
    throw error;
  }
}

/** The file's name without .gguf, and without the numbering of a split file. */
export function nameOf(path: string): string {
  return basename(path)
    .replace(/\.gguf$/i, '')
    .replace(/-\d{5}-of-\d{5}$/, '');
}

function templateOf(tokenizer: Tokenizer): ChatTemplate | undefined {
  if (tokenizer.chatTemplate === undefined) return undefined;
  const text = (id: number | undefined) => (id === undefined ? '' : Buffer.from(tokenizer.piece(id)).toString('utf8'));
  const { bosId, eosId, addsBos } = tokenizer;
  return new ChatTemplate(tokenizer.chatTemplate, { bos: text(bosId), eos: text(eosId), addsBos });
}
