// How many cells each group of the KV pool gets.
import { blockTokens, wholeBlocks } from '../../lib/model/block-key.ts';
import type { ModelDescription } from '../../lib/model/description.ts';
import { kvLayout } from '../../lib/model/kv-pool.ts';
import { rowBytes } from '../../lib/tensor/activations.ts';
import { type FulgurError, invalid } from '../../lib/wire/errors.ts';
import type { AttentionConfig } from './config.ts';

export interface PoolSize {
  /** Of the longest sequence: the model's own, what was asked for, or what the pool has room for. */
  readonly contextLength: number;
  /** Blocks of 32 cells; 0 for a group without layers. */
  readonly fullBlocks: number;
  readonly windowBlocks: number;
}

type SizeConfig = Pick<
  AttentionConfig,
  'contextLength' | 'kvPoolTokens' | 'kvPoolBytesMax' | 'windowCacheTokens' | 'maxSequences' | 'maxBatchTokens'
>;

/**
 * Where nobody asked for a length, sequences are as long as the pool has room for, up to what the model was made for.
 * @throws FulgurError naming the option when one sequence of the length that was asked for, or one block, does not fit.
 */
export function poolSize(config: SizeConfig, description: ModelDescription): PoolSize {
  const wanted = config.contextLength || description.contextLength;
  if (wanted > description.contextLength) {
    throw invalid('contextLength', `contextLength is ${wanted}; the model was made for ${description.contextLength}`);
  }
  if (config.maxBatchTokens < config.maxSequences) {
    const message = `maxBatchTokens is ${config.maxBatchTokens} and maxSequences ${config.maxSequences}: a step needs a token for each`;
    throw invalid('maxBatchTokens', message);
  }
  const layout = kvLayout(description);
  const windowCells = layout.window.bytesPerCell === 0 ? 0 : windowCellsOf(config, description.window, wanted);
  if (layout.full.bytesPerCell === 0)
    return { contextLength: wanted, fullBlocks: 0, windowBlocks: blocks(windowCells) };
  const room = roomFor(config, layout.full.bytesPerCell, windowCells * layout.window.bytesPerCell);
  const contextLength = config.contextLength === 0 ? Math.min(wanted, room) : wanted;
  if (wholeBlocks(contextLength) > room || room === 0) throw noRoom(config, contextLength || blockTokens, room);
  const fullCells = config.kvPoolTokens > 0 ? room : Math.min(room, wholeBlocks(config.maxSequences * contextLength));
  return { contextLength, fullBlocks: blocks(fullCells), windowBlocks: blocks(windowCells) };
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

/** Cells of whole blocks that the pool may have. */
function roomFor({ kvPoolTokens, kvPoolBytesMax }: SizeConfig, cellBytes: number, otherBytes: number): number {
  if (kvPoolTokens > 0) return wholeBlocks(kvPoolTokens);
  return Math.max(0, Math.floor((kvPoolBytesMax - otherBytes) / cellBytes / blockTokens) * blockTokens);
}

function noRoom({ kvPoolTokens, kvPoolBytesMax }: SizeConfig, contextLength: number, room: number): FulgurError {
  if (kvPoolTokens > 0) {
    const message = `kvPoolTokens is ${kvPoolTokens}; one sequence of ${contextLength} tokens needs ${wholeBlocks(contextLength)}`;
    return invalid('kvPoolTokens', message);
  }
  const message = `kvPoolBytesMax is ${kvPoolBytesMax}, which holds ${room} tokens; one sequence of ${contextLength} needs more: raise it or lower contextLength`;
  return invalid('kvPoolBytesMax', message);
}

/** A window and a block of slack (it need not begin where a block does) per sequence, the rows of one step, and what is kept for later. */
function windowCellsOf(config: SizeConfig, window: number, contextLength: number): number {
  const perSequence = Math.min(window + blockTokens, wholeBlocks(contextLength));
  const { maxSequences, maxBatchTokens, windowCacheTokens } = config;
  return wholeBlocks(maxSequences * perSequence + maxBatchTokens + windowCacheTokens + blockTokens);
}

function blocks(cells: number): number {
  return cells / blockTokens;
}
