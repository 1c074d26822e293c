// Facts about a GGUF file, gathered for `fulgur inspect`.
import type { LayerDescription, ModelDescription } from '../lib/model/description.ts';
import { cellElements, kvLayout, kvPoolBytes } from '../lib/model/kv-pool.ts';
import { describeModel } from '../lib/model/registry.ts';
import { GgufModel, type GgufTensor } from '../lib/tensor/gguf.ts';
import { FulgurError } from '../lib/wire/errors.ts';

export interface ModelReport {
  readonly path: string;
  /** Number of files, and the bytes of all of them. */
  readonly files: number;
  readonly fileBytes: number;
  readonly name: string;
  readonly architecture: string;
  /** Why Fulgur does not serve this model; undefined when it does. What follows from the layers is absent then. */
  readonly unserved?: string;
  readonly parameters: number;
  /** Parameters that take part in the computation of one token: all but the experts that it does not use. */
  readonly parametersPerToken: number;
  readonly contextLength?: number;
  readonly hiddenSize?: number;
  readonly vocabularySize?: number;
  readonly tokenizer?: string;
  readonly hasChatTemplate: boolean;
  readonly experts?: ExpertReport;
  readonly kv?: KvReport;
  /** Neighbouring layers that are alike, as one group. */
  readonly layers: readonly LayerGroup[];
  readonly types: readonly TypeReport[];
  /** Tensors of the same name, type and shape in several layers are one entry, `blk.*`. */
  readonly tensors: readonly TensorReport[];
  readonly fingerprint: string;
}

export interface ExpertReport {
  readonly layers: number;
  readonly perLayer: number;
  readonly used: number;
  readonly bytesEach: number;
}

/** Keys and values in f16, against a cache in which every layer keeps its own for the whole context. */
export interface KvReport {
  /** What a token takes while it is inside the sliding window. */
  readonly bytesPerToken: number;
  /** What it takes once it has left the window. */
  readonly bytesPerTokenBeyondWindow: number;
  readonly fullBytesPerToken: number;
  /** What a sequence as long as the context takes. */
  readonly contextBytes: number;
  readonly fullContextBytes: number;
}

export interface LayerGroup {
  readonly indices: string;
  readonly attention: string;
  readonly heads: string;
  readonly kv: string;
  readonly feedForward: string;
}

export interface TypeReport {
  readonly type: string;
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
}

export interface TensorReport {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly shape: readonly number[];
  /** Of all `number` tensors together. */
  readonly bytes: number;
}

const kvElementBytes = 2;

/** @throws FulgurError in one line when the file cannot be read or is corrupt. */
export async function modelReport(path: string): Promise<ModelReport> {
  const model = await GgufModel.open(path);
  const tensors = [...model.tensors.values()];
  const description = describeOrReason(model);
  const served = description instanceof FulgurError ? undefined : description;
  const parameters = sum(tensors, elements);
  const experts = served === undefined ? undefined : expertReport(served, model);
  const unused = experts === undefined ? 0 : 1 - experts.used / experts.perLayer;
  const tokenizer = model.string('tokenizer.ggml.model');
  return {
    path,
    files: model.paths.length,
    fileBytes: model.fileBytes,
    name: printable(model.string('general.name') ?? 'unnamed'),
    architecture: printable(model.string('general.architecture') ?? 'unknown'),
    ...(description instanceof FulgurError ? { unserved: description.message } : {}),
    parameters,
    parametersPerToken: Math.round(parameters - unused * sum(tensors.filter(isExpertTensor), elements)),
    ...(served === undefined ? {} : servedFacts(served)),
    ...(tokenizer === undefined ? {} : { tokenizer: printable(tokenizer) }),
    hasChatTemplate: model.string('tokenizer.chat_template') !== undefined,
    ...(experts === undefined ? {} : { experts }),
    layers: served === undefined ? [] : layerGroups(served.layers),
    types: typeReports(tensors),
    tensors: tensorReports(tensors),
    fingerprint: model.fingerprint,
  };
}

function describeOrReason(model: GgufModel): ModelDescription | FulgurError {
  try {
    return describeModel(model);
  } catch (error) {
    if (error instanceof FulgurError) return error;
    throw error;
  }
}

function servedFacts(description: ModelDescription) {
  const { contextLength, hiddenSize, vocabularySize } = description;
  return { contextLength, hiddenSize, vocabularySize, kv: kvReport(description) };
}

function kvReport(description: ModelDescription): KvReport {
  const { layers, contextLength, window } = description;
  const { full, window: windowed } = kvLayout(description);
  const bytes = ({ attention }: LayerDescription) => {
    const { keys, values } = cellElements(attention);
    return (keys + values) * kvElementBytes;
  };
  return {
    bytesPerToken: full.bytesPerCell + windowed.bytesPerCell,
    bytesPerTokenBeyondWindow: full.bytesPerCell,
    fullBytesPerToken: sum(layers, bytes),
    contextBytes: kvPoolBytes(description, { fullCells: contextLength, windowCells: Math.min(window, contextLength) }),
    fullContextBytes: sum(layers, bytes) * contextLength,
  };
}

function expertReport(description: ModelDescription, model: GgufModel): ExpertReport | undefined {
  if (description.nExpert === 0) return undefined;
  const layers = description.layers.filter(({ feedForward }) => feedForward.kind === 'moe').length;
  const bytes = sum([...model.tensors.values()].filter(isExpertTensor), (tensor) => tensor.bytes);
  const perLayer = description.nExpert;
  return { layers, perLayer, used: description.nExpertUsed, bytesEach: Math.round(bytes / (layers * perLayer)) };
}

function layerGroups(layers: readonly LayerDescription[]): LayerGroup[] {
  const groups: { first: number; last: number; words: Omit<LayerGroup, 'indices'> }[] = [];
  for (const layer of layers) {
    const words = layerWords(layer);
    const previous = groups.at(-1);
    if (previous !== undefined && JSON.stringify(previous.words) === JSON.stringify(words)) previous.last = layer.index;
    else groups.push({ first: layer.index, last: layer.index, words });
  }
  return groups.map(({ first, last, words }) => ({
    indices: first === last ? String(first) : `${first}-${last}`,
    ...words,
  }));
}

function layerWords({ index, attention, feedForward }: LayerDescription): Omit<LayerGroup, 'indices'> {
  const moe = feedForward.kind === 'moe' ? feedForward : undefined;
  const shared = moe === undefined || moe.sharedWidth === 0 ? '' : `, shared of ${moe.sharedWidth}`;
  const { latent } = attention;
  const own = latent === undefined ? `${attention.kvHeads} heads, own` : `latent of ${attention.headSize}, own`;
  return {
    attention: attention.kind === 'window' ? `window of ${attention.window}` : 'full',
    heads: `${attention.heads} of ${latent === undefined ? attention.headSize : latent.plainSize + latent.ropeSize}`,
    kv: attention.kvSource === index ? own : `those of layer ${attention.kvSource}`,
    feedForward:
      feedForward.kind === 'moe'
        ? `${feedForward.expertsUsed} of ${feedForward.experts} experts of ${feedForward.expertWidth}${shared}`
        : `dense of ${feedForward.width}`,
  };
}

function typeReports(tensors: readonly GgufTensor[]): TypeReport[] {
  const names = [...new Set(tensors.map(({ typeInfo }) => typeInfo.name))];
  return names
    .map((type) => {
      const those = tensors.filter(({ typeInfo }) => typeInfo.name === type);
      return { type, tensors: those.length, parameters: sum(those, elements), bytes: sum(those, ({ bytes }) => bytes) };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

function tensorReports(tensors: readonly GgufTensor[]): TensorReport[] {
  const groups = new Map<string, TensorReport>();
  for (const { name, typeInfo, shape, bytes } of tensors) {
    const pattern = printable(name).replace(/^blk\.\d+\./, 'blk.*.');
    const key = `${pattern} ${typeInfo.name} ${shape.join(' ')}`;
    const known = groups.get(key) ?? { name: pattern, number: 0, type: typeInfo.name, shape, bytes: 0 };
    groups.set(key, { ...known, number: known.number + 1, bytes: known.bytes + bytes });
  }
  return [...groups.values()];
}

/** Text from the file as a terminal may show it: in one line, without control characters, not too long. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?').slice(0, 120);
}

function isExpertTensor({ name }: GgufTensor): boolean {
  return /_exps\./.test(name);
}

function elements({ shape }: GgufTensor): number {
  return shape.reduce((product, size) => product * size, 1);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
