// How many cells each group of the KV pool gets.
import { blockTokens } from '../../lib/model/block-key.ts';
import type { ModelDescription } from '../../lib/model/description.ts';
import { kvLayout } from '../../lib/model/kv-pool.ts';
import { rowBytes } from '../../lib/tensor/activations.ts';
import { invalid } from '../../lib/wire/errors.ts';
import type { AttentionConfig } from './config.ts';

export interface PoolSize {
  readonly contextLength: number;
  /** Blocks of 32 cells; 0 for a group without layers. */
  readonly fullBlocks: number;
  readonly windowBlocks: number;
}

type SizeConfig = Pick<
  AttentionConfig,
  'contextLength' | 'kvPoolTokens' | 'kvPoolBytesMax' | 'windowCacheTokens' | 'maxSequences' | 'maxBatchTokens'
>;

/** Throws a FulgurError that names the option when one sequence would not fit. */
export function poolSize(config: SizeConfig, description: ModelDescription): PoolSize {
  const contextLength = config.contextLength || description.contextLength;
  if (contextLength > description.contextLength) {
    throw invalid(
      'contextLength',
      `contextLength is ${contextLength}; the model was made for ${description.contextLength}`,
    );
  }
  if (config.maxBatchTokens < config.maxSequences) {
    const message = `maxBatchTokens is ${config.maxBatchTokens} and maxSequences ${config.maxSequences}: a step needs a token for each`;
    throw invalid('maxBatchTokens', message);
  }
  const layout = kvLayout(description);
  const windowCells = layout.window.bytesPerCell === 0 ? 0 : windowCellsOf(config, description.window, contextLength);
  const fullCells =
    layout.full.bytesPerCell === 0
      ? 0
      : fullCellsOf(config, contextLength, layout.full.bytesPerCell, windowCells * layout.window.bytesPerCell);
  return { contextLength, fullBlocks: fullCells / blockTokens, windowBlocks: windowCells / blockTokens };
}

/** Bytes beside the arrays of an ActivationBatch. */
const batchOverheadBytes = 4096;

/** Throws a FulgurError when the largest batch of activations could not be sent, or not in this dtype. */
export function checkWire(
  {
    wireDtype,
    maxBatchTokens,
    maxMessageBytes,
  }: Pick<AttentionConfig, 'wireDtype' | 'maxBatchTokens' | 'maxMessageBytes'>,
  { hiddenSize, nExpertUsed }: ModelDescription,
): void {
  if (wireDtype === 'q8_0' && hiddenSize % 32 !== 0) {
    throw invalid(
      'wireDtype',
      `wireDtype is q8_0, which needs rows of a multiple of 32 values; this model has ${hiddenSize}`,
    );
  }
  const pairBytes = 12; // row, expert and weight
  const bytes = maxBatchTokens * (rowBytes(wireDtype, hiddenSize) + nExpertUsed * pairBytes) + batchOverheadBytes;
  if (bytes <= maxMessageBytes) return;
  const message = `maxBatchTokens is ${maxBatchTokens}: a batch has up to ${bytes} bytes and maxMessageBytes is ${maxMessageBytes}`;
  throw invalid('maxBatchTokens', message);
}

function fullCellsOf(config: SizeConfig, contextLength: number, cellBytes: number, otherBytes: number): number {
  const { kvPoolTokens, kvPoolBytesMax, maxSequences } = config;
  const least = wholeBlocks(contextLength);
  if (kvPoolTokens > 0) {
    if (kvPoolTokens >= least) return wholeBlocks(kvPoolTokens);
    throw invalid(
      'kvPoolTokens',
      `kvPoolTokens is ${kvPoolTokens}; one sequence of ${contextLength} tokens needs ${least}`,
    );
  }
  const affordable = Math.floor((kvPoolBytesMax - otherBytes) / cellBytes / blockTokens) * blockTokens;
  if (affordable >= least) return Math.min(affordable, wholeBlocks(maxSequences * contextLength));
  const needed = least * cellBytes + otherBytes;
  throw invalid(
    'kvPoolBytesMax',
    `kvPoolBytesMax is ${kvPoolBytesMax}; one sequence of ${contextLength} tokens needs ${needed}: raise it or lower contextLength`,
  );
}

/** A window and a block of slack (it need not begin where a block does) per sequence, the rows of one step, and what is kept for later. */
function windowCellsOf(config: SizeConfig, window: number, contextLength: number): number {
  const perSequence = Math.min(window + blockTokens, wholeBlocks(contextLength));
  const { maxSequences, maxBatchTokens, windowCacheTokens } = config;
  return wholeBlocks(maxSequences * perSequence + maxBatchTokens + windowCacheTokens + blockTokens);
}

function wholeBlocks(tokens: number): number {
  return Math.ceil(tokens / blockTokens) * blockTokens;
}
