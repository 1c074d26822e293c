// ggml's C functions that Fulgur calls, typed, and the few constants that they need. Devices are in ggml-backend.ts.
import { cLibrary, type GgmlLibraries, ggmlLibraries, native, type Pointer, struct, symbol } from './ffi.ts';
import { declareBackends } from './ggml-backend.ts';
import { nativeKernels } from './native.ts';

export { type CpuFunctions, cpuFunctions, DeviceType } from './ggml-backend.ts';

/** A ggml tensor: an address inside its context, valid until the context is freed or reset. */
export type Tensor = Pointer;
/** A ggml context, back end, buffer, buffer type, device, graph, graph allocator: opaque handles. */
export type Handle = Pointer;

/** Element types by ggml's numbers (enum ggml_type). */
export const GgmlType = {
  F32: 0,
  F16: 1,
  Q4_0: 2,
  Q8_0: 8,
  Q3_K: 11,
  Q4_K: 12,
  Q5_K: 13,
  IQ2_XXS: 16,
  IQ2_XS: 17,
  IQ3_XXS: 18,
  IQ1_S: 19,
  IQ3_S: 21,
  IQ2_S: 22,
  IQ4_XS: 23,
  I32: 26,
  I64: 27,
  IQ1_M: 29,
  BF16: 30,
  TQ1_0: 34,
  TQ2_0: 35,
} as const;

export const RopeMode = { norm: 0, neox: 2 } as const;

const sortDescending = 1;

type Build1 = (context: Handle, a: Tensor) => Tensor;
type Build2 = (context: Handle, a: Tensor, b: Tensor) => Tensor;
type Build3 = (context: Handle, a: Tensor, b: Tensor, c: Tensor) => Tensor;

function declareContexts({ base }: GgmlLibraries) {
  struct('ggml_init_params', { mem_size: 'size_t', mem_buffer: 'void *', no_alloc: 'bool' });
  const init = native<(params: { mem_size: number; mem_buffer: null; no_alloc: boolean }) => Handle | null>(
    base,
    'void *ggml_init(ggml_init_params params)',
  );
  return {
    newContext: (bytes: number) => init({ mem_size: bytes, mem_buffer: null, no_alloc: true }),
    resetContext: native<(context: Handle) => void>(base, 'void ggml_reset(void *ctx)'),
    freeContext: native<(context: Handle) => void>(base, 'void ggml_free(void *ctx)'),
    tensorOverhead: native<() => number>(base, 'size_t ggml_tensor_overhead()'),
    graphOverhead: native<(nodes: number, gradients: boolean) => number>(
      base,
      'size_t ggml_graph_overhead_custom(size_t size, bool grads)',
    ),
    newGraph: native<(context: Handle, nodes: number, gradients: boolean) => Handle>(
      base,
      'void *ggml_new_graph_custom(void *ctx, size_t size, bool grads)',
    ),
    expand: native<(graph: Handle, tensor: Tensor) => void>(base, 'void ggml_build_forward_expand(void *g, void *t)'),
    graphNodes: native<(graph: Handle) => number>(base, 'int ggml_graph_n_nodes(void *g)'),
    newTensor2: native<(context: Handle, type: number, n0: number, n1: number) => Tensor>(
      base,
      'void *ggml_new_tensor_2d(void *ctx, int type, int64_t ne0, int64_t ne1)',
    ),
    newTensor4: native<(context: Handle, type: number, n0: number, n1: number, n2: number, n3: number) => Tensor>(
      base,
      'void *ggml_new_tensor_4d(void *ctx, int type, int64_t ne0, int64_t ne1, int64_t ne2, int64_t ne3)',
    ),
    rowCount: native<(tensor: Tensor) => number>(base, 'int64_t ggml_nrows(void *t)'),
    isContiguous: native<(tensor: Tensor) => boolean>(base, 'bool ggml_is_contiguous(void *t)'),
    /** A tensor whose elements `run` computes: ggml's threads call it as run(tensor, thread, threads, data). */
    custom: native<
      (
        context: Handle,
        type: number,
        n0: number,
        n1: number,
        n2: number,
        n3: number,
        args: BigUint64Array,
        argCount: number,
        run: Pointer,
        tasks: number,
        data: Pointer,
      ) => Tensor
    >(
      base,
      'void *ggml_custom_4d(void *ctx, int type, int64_t ne0, int64_t ne1, int64_t ne2, int64_t ne3, void *args, int n_args, void *fun, int n_tasks, void *userdata)',
    ),
    setInput: native<(tensor: Tensor) => void>(base, 'void ggml_set_input(void *t)'),
    setOutput: native<(tensor: Tensor) => void>(base, 'void ggml_set_output(void *t)'),
    typeSize: native<(type: number) => number>(base, 'size_t ggml_type_size(int type)'),
    blockSize: native<(type: number) => number>(base, 'int64_t ggml_blck_size(int type)'),
    tensorBytes: native<(tensor: Tensor) => number>(base, 'size_t ggml_nbytes(void *t)'),
  };
}

function declareShapes({ base }: GgmlLibraries) {
  return {
    reshape2: native<(context: Handle, a: Tensor, n0: number, n1: number) => Tensor>(
      base,
      'void *ggml_reshape_2d(void *ctx, void *a, int64_t ne0, int64_t ne1)',
    ),
    reshape3: native<(context: Handle, a: Tensor, n0: number, n1: number, n2: number) => Tensor>(
      base,
      'void *ggml_reshape_3d(void *ctx, void *a, int64_t ne0, int64_t ne1, int64_t ne2)',
    ),
    reshape4: native<(context: Handle, a: Tensor, n0: number, n1: number, n2: number, n3: number) => Tensor>(
      base,
      'void *ggml_reshape_4d(void *ctx, void *a, int64_t ne0, int64_t ne1, int64_t ne2, int64_t ne3)',
    ),
    view2: native<(context: Handle, a: Tensor, n0: number, n1: number, stride1: number, offset: number) => Tensor>(
      base,
      'void *ggml_view_2d(void *ctx, void *a, int64_t ne0, int64_t ne1, size_t nb1, size_t offset)',
    ),
    view3: native<
      (
        context: Handle,
        a: Tensor,
        n0: number,
        n1: number,
        n2: number,
        stride1: number,
        stride2: number,
        offset: number,
      ) => Tensor
    >(
      base,
      'void *ggml_view_3d(void *ctx, void *a, int64_t ne0, int64_t ne1, int64_t ne2, size_t nb1, size_t nb2, size_t offset)',
    ),
    view4: native<
      (
        context: Handle,
        a: Tensor,
        n0: number,
        n1: number,
        n2: number,
        n3: number,
        stride1: number,
        stride2: number,
        stride3: number,
        offset: number,
      ) => Tensor
    >(
      base,
      'void *ggml_view_4d(void *ctx, void *a, int64_t ne0, int64_t ne1, int64_t ne2, int64_t ne3, size_t nb1, size_t nb2, size_t nb3, size_t offset)',
    ),
    permute: native<(context: Handle, a: Tensor, i0: number, i1: number, i2: number, i3: number) => Tensor>(
      base,
      'void *ggml_permute(void *ctx, void *a, int i0, int i1, int i2, int i3)',
    ),
    /** One after the other along a dimension. */
    concat: native<(context: Handle, a: Tensor, b: Tensor, dimension: number) => Tensor>(
      base,
      'void *ggml_concat(void *ctx, void *a, void *b, int dim)',
    ),
    contiguous: native<Build1>(base, 'void *ggml_cont(void *ctx, void *a)'),
    copy: native<Build2>(base, 'void *ggml_cpy(void *ctx, void *a, void *b)'),
    /** Writes `b` into `a` at a byte offset, rows `stride1` bytes apart; the result stands for `a` afterwards. */
    setInPlace: native<(context: Handle, a: Tensor, b: Tensor, stride1: number, offset: number) => Tensor>(
      base,
      'void *ggml_set_2d_inplace(void *ctx, void *a, void *b, size_t nb1, size_t offset)',
    ),
    /** Copies of a tensor beside each other, as many as fill the shape. */
    repeat4: native<(context: Handle, a: Tensor, n0: number, n1: number, n2: number, n3: number) => Tensor>(
      base,
      'void *ggml_repeat_4d(void *ctx, void *a, int64_t ne0, int64_t ne1, int64_t ne2, int64_t ne3)',
    ),
    getRows: native<Build2>(base, 'void *ggml_get_rows(void *ctx, void *a, void *b)'),
    setRows: native<Build3>(base, 'void *ggml_set_rows(void *ctx, void *a, void *b, void *c)'),
  };
}

function declareMath({ base }: GgmlLibraries) {
  const argsort = native<(context: Handle, a: Tensor, order: number) => Tensor>(
    base,
    'void *ggml_argsort(void *ctx, void *a, int order)',
  );
  return {
    add: native<Build2>(base, 'void *ggml_add(void *ctx, void *a, void *b)'),
    /** a [n, k, rows] plus the columns of b [n, count] that ids [k, rows] name. */
    addId: native<Build3>(base, 'void *ggml_add_id(void *ctx, void *a, void *b, void *ids)'),
    addInPlace: native<Build2>(base, 'void *ggml_add_inplace(void *ctx, void *a, void *b)'),
    mul: native<Build2>(base, 'void *ggml_mul(void *ctx, void *a, void *b)'),
    div: native<Build2>(base, 'void *ggml_div(void *ctx, void *a, void *b)'),
    scale: native<(context: Handle, a: Tensor, factor: number) => Tensor>(
      base,
      'void *ggml_scale(void *ctx, void *a, float s)',
    ),
    clamp: native<(context: Handle, a: Tensor, low: number, high: number) => Tensor>(
      base,
      'void *ggml_clamp(void *ctx, void *a, float min, float max)',
    ),
    /** A tensor like `a` with one value everywhere. */
    fill: native<(context: Handle, a: Tensor, value: number) => Tensor>(
      base,
      'void *ggml_fill(void *ctx, void *a, float c)',
    ),
    tanh: native<Build1>(base, 'void *ggml_tanh(void *ctx, void *a)'),
    sumRows: native<Build1>(base, 'void *ggml_sum_rows(void *ctx, void *a)'),
    softmax: native<Build1>(base, 'void *ggml_soft_max(void *ctx, void *a)'),
    /** softmax(a * scale + mask) by rows. */
    scaledSoftmax: native<(context: Handle, a: Tensor, mask: Tensor | null, scale: number, maxBias: number) => Tensor>(
      base,
      'void *ggml_soft_max_ext(void *ctx, void *a, void *mask, float scale, float max_bias)',
    ),
    /** Gives a softmax one more logit per head, [ne2 of its input], that has no column. */
    addSinksToSoftmax: native<(softmax: Tensor, sinks: Tensor) => void>(
      base,
      'void ggml_soft_max_add_sinks(void *a, void *sinks)',
    ),
    sigmoid: native<Build1>(base, 'void *ggml_sigmoid(void *ctx, void *a)'),
    rmsNorm: native<(context: Handle, a: Tensor, epsilon: number) => Tensor>(
      base,
      'void *ggml_rms_norm(void *ctx, void *a, float eps)',
    ),
    matmul: native<Build2>(base, 'void *ggml_mul_mat(void *ctx, void *a, void *b)'),
    /** Sum over dimension 1 of both: [n0 of a, n0 of b]. */
    outerProduct: native<Build2>(base, 'void *ggml_out_prod(void *ctx, void *a, void *b)'),
    matmulId: native<(context: Handle, experts: Tensor, b: Tensor, ids: Tensor) => Tensor>(
      base,
      'void *ggml_mul_mat_id(void *ctx, void *as, void *b, void *ids)',
    ),
    /** silu(a) * b */
    swiglu: native<Build2>(base, 'void *ggml_swiglu_split(void *ctx, void *a, void *b)'),
    /** gelu(a) * b */
    geglu: native<Build2>(base, 'void *ggml_geglu_split(void *ctx, void *a, void *b)'),
    /** a * sigmoid(alpha a) * (b + 1), a up to the limit, b within it. */
    swigluClamped: native<(context: Handle, a: Tensor, b: Tensor, alpha: number, limit: number) => Tensor>(
      base,
      'void *ggml_swiglu_oai(void *ctx, void *a, void *b, float alpha, float limit)',
    ),
    /** Indices of each row in falling order of value. */
    argsortDescending: (context: Handle, a: Tensor): Tensor => argsort(context, a, sortDescending),
    rope: native<
      (
        context: Handle,
        a: Tensor,
        positions: Tensor,
        frequencyFactors: Tensor | null,
        dimensions: number,
        mode: number,
        originalContext: number,
        frequencyBase: number,
        frequencyScale: number,
        extrapolation: number,
        attentionFactor: number,
        betaFast: number,
        betaSlow: number,
      ) => Tensor
    >(
      base,
      'void *ggml_rope_ext(void *ctx, void *a, void *b, void *c, int n_dims, int mode, int n_ctx_orig, float freq_base, float freq_scale, float ext_factor, float attn_factor, float beta_fast, float beta_slow)',
    ),
  };
}

function declareAttention({ base }: GgmlLibraries) {
  return {
    flashAttention: native<
      (
        context: Handle,
        q: Tensor,
        k: Tensor,
        v: Tensor,
        mask: Tensor | null,
        scale: number,
        maxBias: number,
        softcap: number,
      ) => Tensor
    >(
      base,
      'void *ggml_flash_attn_ext(void *ctx, void *q, void *k, void *v, void *mask, float scale, float max_bias, float logit_softcap)',
    ),
    /** Gives attention one more logit per head, [heads], that attends to nothing. */
    addSinksToFlash: native<(attention: Tensor, sinks: Tensor) => void>(
      base,
      'void ggml_flash_attn_ext_add_sinks(void *a, void *sinks)',
    ),
  };
}

export type Ggml = ReturnType<typeof declareContexts> &
  ReturnType<typeof declareShapes> &
  ReturnType<typeof declareMath> &
  ReturnType<typeof declareAttention> &
  ReturnType<typeof declareBackends> & { readonly libraries: GgmlLibraries };

let table: Ggml | undefined;

/** ggml with its back ends registered; loaded on the first call, from `folder` when one is given. */
export function ggml(folder?: string): Ggml {
  const libraries = ggmlLibraries(folder);
  if (table !== undefined) return table;
  silence(libraries);
  table = {
    libraries,
    ...declareContexts(libraries),
    ...declareShapes(libraries),
    ...declareMath(libraries),
    ...declareAttention(libraries),
    ...declareBackends(libraries),
  };
  table.loadBackends(libraries.folder);
  return table;
}

/** Lets ggml write errors to stderr, where our native library is there to do it: before a GPU's end the process. */
export function showErrors(g: Ggml): void {
  const kernels = nativeKernels();
  if (kernels !== undefined) setLog(g.libraries, kernels.log);
}

/**
 * ggml and libllama write to stderr unless a log function is set. It may be called from any thread, so it cannot be
 * JavaScript: `labs` takes the arguments (level, text, user data), looks at the first and does nothing.
 */
function silence(libraries: GgmlLibraries): void {
  setLog(libraries, symbol(cLibrary(), 'labs'));
}

function setLog({ base }: GgmlLibraries, log: Pointer): void {
  native<(log: Pointer, userData: null) => void>(base, 'void ggml_log_set(void *fn, void *user)')(log, null);
}
