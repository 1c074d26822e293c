// An ActivationBatch, checked once at the boundary: what passes here is trusted by everything behind it.
import { rowBytes, type WireDType } from '../../lib/tensor/activations.ts';
import { type Code, Code as StatusCode } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

const DType = fulgur.v1.DType;

/** What the model and the service allow. */
export interface BatchLimits {
  /** Values of a row. */
  readonly hiddenSize: number;
  /** Experts of each layer; 0 for a layer that has none. */
  readonly expertCounts: readonly number[];
  readonly rowsMax: number;
  /** (row, expert) pairs of a batch. */
  readonly pairsMax: number;
}

export interface ExpertBatch {
  readonly callId: number;
  readonly layer: number;
  readonly rows: number;
  readonly dtype: WireDType;
  /** [rows, hiddenSize] of `dtype`, row-major. */
  readonly hidden: Uint8Array;
  /** [pairs] each. */
  readonly rowIndex: Uint32Array;
  readonly expertIds: Uint32Array;
  readonly weights: Float32Array;
  /** 0 when there is none. */
  readonly deadlineUnixMs: number;
  readonly traceparent: string;
}

/** What came of a batch. */
export interface BatchResult {
  readonly dtype: WireDType;
  /** [rows, hiddenSize] of `dtype`, row-major; it stays as it is until `written`. */
  readonly partial: Uint8Array;
  readonly computeUs: number;
  /** To be called when `partial` has been sent; need not be where it never is. */
  readonly written: () => void;
}

/** Why a batch was not computed: the error fields of an ExpertOutput. */
export interface BatchFailure {
  readonly code: Code;
  readonly message: string;
  readonly missingExperts?: readonly number[];
}

/** The batch with its arrays read, or why it is refused (INVALID_ARGUMENT, naming the value and the limit). */
export function parseBatch(message: fulgur.v1.ActivationBatch, limits: BatchLimits): ExpertBatch | BatchFailure {
  const dtype = dtypeOf(message.dtype, limits.hiddenSize);
  if (typeof dtype === 'object') return dtype;
  const { rows, layer } = message;
  const shape = checkShape(message, dtype, limits);
  if (shape !== undefined) return shape;
  const rowIndex = new Uint32Array(aligned(message.rowIndex));
  const expertIds = new Uint32Array(aligned(message.expertId));
  const weights = new Float32Array(aligned(message.weight));
  const content = checkContent(rowIndex, expertIds, weights, rows, limits.expertCounts[layer]!);
  if (content !== undefined) return content;
  return {
    callId: message.callId,
    layer,
    rows,
    dtype,
    hidden: message.hidden,
    rowIndex,
    expertIds,
    weights,
    deadlineUnixMs: message.deadlineUnixMs,
    traceparent: message.traceparent,
  };
}

export function isFailure(parsed: ExpertBatch | BatchResult | BatchFailure): parsed is BatchFailure {
  return 'code' in parsed;
}

function dtypeOf(dtype: number, hiddenSize: number): WireDType | BatchFailure {
  if (dtype === DType.DTYPE_BF16) return 'bf16';
  if (dtype === DType.DTYPE_F32) return 'f32';
  if (dtype !== DType.DTYPE_Q8_0) return refuse(`dtype is ${dtype}; use 1 (bf16), 2 (f32) or 3 (q8_0)`);
  if (hiddenSize % 32 === 0) return 'q8_0';
  return refuse(`dtype is q8_0, which needs rows of a multiple of 32 values; this model has ${hiddenSize}`);
}

function checkShape(
  message: fulgur.v1.ActivationBatch,
  dtype: WireDType,
  limits: BatchLimits,
): BatchFailure | undefined {
  const { rows, layer, hidden, rowIndex, expertId, weight } = message;
  const experts = limits.expertCounts[layer];
  if (experts === undefined) return refuse(`layer is ${layer}; the model has ${limits.expertCounts.length} layers`);
  if (experts === 0) return refuse(`layer is ${layer}, which has no routed experts`);
  if (rows < 1 || rows > limits.rowsMax) return refuse(`rows is ${rows}; it must be 1 to ${limits.rowsMax}`);
  const hiddenBytes = rows * rowBytes(dtype, limits.hiddenSize);
  if (hidden.length !== hiddenBytes) {
    return refuse(
      `hidden has ${hidden.length} bytes; ${rows} rows of ${limits.hiddenSize} values of ${dtype} are ${hiddenBytes}`,
    );
  }
  const bytes = rowIndex.length;
  if (bytes === 0 || bytes % 4 !== 0) return refuse(`row_index has ${bytes} bytes; it must hold one u32 or more`);
  if (bytes > 4 * limits.pairsMax)
    return refuse(`row_index has ${bytes / 4} pairs; at most ${limits.pairsMax} are taken`);
  for (const [name, array] of [
    ['expert_id', expertId],
    ['weight', weight],
  ] as const) {
    if (array.length === bytes) continue;
    return refuse(`${name} has ${array.length} bytes and row_index has ${bytes}; they must be equal`);
  }
  return undefined;
}

function checkContent(
  rowIndex: Uint32Array,
  expertIds: Uint32Array,
  weights: Float32Array,
  rows: number,
  experts: number,
): BatchFailure | undefined {
  for (let pair = 0; pair < rowIndex.length; pair++) {
    if (rowIndex[pair]! >= rows) return refuse(`row_index[${pair}] is ${rowIndex[pair]}; the batch has ${rows} rows`);
    if (expertIds[pair]! >= experts) {
      return refuse(`expert_id[${pair}] is ${expertIds[pair]}; the layer has ${experts} experts`);
    }
    if (!Number.isFinite(weights[pair]!)) return refuse(`weight[${pair}] is ${weights[pair]}; it must be finite`);
  }
  return undefined;
}

function refuse(message: string): BatchFailure {
  return { code: StatusCode.INVALID_ARGUMENT, message };
}

/** The bytes in a buffer of their own, so that a typed array can lie over them at any alignment. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
