// The C interface of Fulgur's kernels: products of packed weights with activations, as functions that
// ggml's threads call from custom operations.
//
// Weights are packed once (`fulgur_pack`). A graph's operations are described in a space (`fulgur_matmul_new`,
// `fulgur_experts_new`), whose descriptions ggml hands to `fulgur_matmul` and `fulgur_experts` on every thread.
// A space serves one graph at a time and is emptied by `fulgur_space_reset`.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(default)
#ifdef __cplusplus
extern "C" {
#endif

/** Changes whenever a function or a layout changes: callers compare it before anything else. */
int32_t fulgur_interface(void);

/** For `ggml_log_set`: writes errors to stderr and drops the rest. */
void fulgur_log(int32_t level, const char *text, void *user_data);

/** Name of the variant in use: "avx512bf16", "avx512", "avx2", "neoni8mm", "neon" or "plain". */
const char *fulgur_variant(void);
/** Uses the named variant from now on, in the whole process. 0 when this processor cannot run it, else 1. */
int32_t fulgur_use_variant(const char *name);

/** Bytes of n columns of k weights of a ggml type when packed; 0 when no kernel for them would gain anything here. */
int64_t fulgur_packed_bytes(int32_t ggml_type, int64_t k, int64_t n);
/** ggml's function that decodes blocks of a type to `count` floats. */
typedef void (*fulgur_decode)(const void *blocks, float *values, int64_t count);
/**
 * Packs n rows of k weights from ggml's blocks. Strips of 16 rows are `stride` bytes apart in `packed`; 0 stands for
 * next to each other. Types whose values are in codebooks of ggml's (IQ1, IQ2, IQ3, TQ) need `decode`, the others ignore it.
 * Returns the bytes from one strip to the next, or 0 when the type is not packed.
 */
int64_t fulgur_pack(int32_t ggml_type, const void *blocks, int64_t k, int64_t n, void *packed, int64_t stride,
                    fulgur_decode decode);

/** `tensor_data` gives the address of a tensor's elements when an operation runs; null for plain addresses. */
void *fulgur_space_new(void *(*tensor_data)(const void *tensor));
void fulgur_space_reset(void *space);
void fulgur_space_free(void *space);

/** y = x w: x is [rows, k] with `x_stride` floats from row to row, y is [rows, n] without gaps. */
void *fulgur_matmul_new(void *space, int32_t ggml_type, const void *packed, int64_t k, int64_t n, int64_t rows,
                        const void *x, int64_t x_stride);
void fulgur_matmul(void *y, int ith, int nth, void *operation);

/**
 * Packed experts of a layer: expert e has its gate and up strips in turns at `gate_up + e * gate_up_stride`. Both are
 * quantised or of one float type. Biases are f32, [experts, width] and [experts, hidden], or null. The activation is
 * silu(gate) * up where the limit is 0, else g * sigmoid(alpha * g) * (u + 1) with g = min(gate, limit) and u = up from
 * -limit to limit.
 */
struct fulgur_expert_weights {
    int32_t gate_type;
    int32_t up_type;
    int32_t down_type;
    int32_t experts;
    int64_t hidden;
    int64_t width;
    const void *gate_up;
    int64_t gate_up_stride;
    const void *down;
    int64_t down_stride;
    const float *gate_bias;
    const float *up_bias;
    const float *down_bias;
    float alpha;
    float limit;
};

/**
 * y[row] = sum over the row's pairs of weight * down(activation(gate(x[row]), up(x[row]))), [rows, hidden].
 * Pair i is (row of pair i, ids[...], weights[i]): every row has pairs / rows of them, and its ids lie `ids_stride` integers
 * apart from those of the next.
 */
void *fulgur_experts_new(void *space, const struct fulgur_expert_weights *experts, int64_t rows, int64_t pairs,
                         const void *x, const void *ids, int64_t ids_stride, const void *weights);
void fulgur_experts(void *y, int ith, int nth, void *operation);

/**
 * The same for calls that come one after another, with pairs in any order: the operation stays, and is told before each run
 * of `fulgur_experts` what it computes. The space must be one of plain addresses. Rows of `x` and of the sums are f32, or
 * bf16 (`x` at any address).
 */
void *fulgur_expert_calls_new(void *space);
/** [rows, hidden] sums go to `sums`; nothing that is passed may change before the run is over. False without memory. */
bool fulgur_expert_calls_aim(void *operation, const struct fulgur_expert_weights *experts, int64_t rows, int64_t pairs,
                             const void *x, const void *ids, const void *pair_rows, const void *weights, bool bf16,
                             void *sums);

struct fulgur_attention_shape {
    int32_t heads;
    int32_t kv_heads;
    int32_t head_size;
    int32_t value_size;
    float scale;
};

/**
 * Each of `rows` rows of `query` [all rows, heads, head_size], from `first_row` on, attends to its own cells of `keys`
 * [cells, kv_heads, head_size] and `values` [cells, kv_heads, value_size], both f16: [rows, heads, value_size].
 * `spans` has an offset into `cells` and a count for each row, at most `cells_max`. Sizes are multiples of 16. `sinks`,
 * f32 [heads] or null, are scores that heads give to nothing.
 */
void *fulgur_attention_new(void *space, const struct fulgur_attention_shape *shape, int64_t rows, int64_t first_row,
                           int64_t cells_max, int32_t threads, const void *query, const void *keys,
                           const void *values, const void *cells, const void *spans, const void *sinks);
void fulgur_attention(void *y, int ith, int nth, void *operation);

/** Added to a logit before anything else. */
struct fulgur_adjustment {
    double change;
    int32_t token;
    /** Room for the logit as it was. */
    float before;
};

/** How one token is drawn from a row of logits. */
struct fulgur_draw {
    /** 1 / temperature; 0 takes the largest logit, of equal ones the first. */
    double inverse_temperature;
    /** At most 0: the least (logit - largest) / temperature of a token that may be drawn. */
    double floor;
    /** Above 0; 1 keeps all. */
    double top_p;
    /** From 0 to 1: where among the weights of those kept, in order of ids, the token lies. */
    double random;
    /** In the order in which they are made. */
    struct fulgur_adjustment *adjustments;
    int32_t adjustment_count;
    /** 0 keeps all. */
    int32_t top_k;
    /** Likeliest tokens to report beside the logarithm of the chosen one's probability; -1 reports neither. */
    int32_t alternatives;
    int32_t unused[3];
};

struct fulgur_choice {
    /** Of the model's own distribution: before adjustments, temperature and filters. */
    double logprob;
    double logprobs[20];
    /** -1 where no logit is a number that could be chosen. */
    int32_t token;
    int32_t alternatives;
    int32_t tokens[20];
};

/** A choice for each row of logits, [rows, vocabulary], on the calling thread. */
void fulgur_sample(void *choices, void *logits, int64_t rows, int64_t vocabulary, const void *draws);
/** The same in a graph: threads take rows. */
void *fulgur_sampling_new(void *space, int64_t rows, int64_t vocabulary, const void *logits, const void *draws);
void fulgur_sampling(void *y, int ith, int nth, void *operation);
/**
 * Calls `compute(backend, graph)`, ggml's function that computes a graph as thread 0 on the calling thread, which stays on
 * `core` from then on (Linux; elsewhere cores are not chosen).
 */
int32_t fulgur_compute_on(int32_t core, int32_t (*compute)(void *, void *), void *backend, void *graph);

/** bf16 at any address as floats. */
void fulgur_read_bf16(const void *from, float *to, int64_t count);
/** Floats as bf16, the nearest one and of two the even one. */
void fulgur_write_bf16(const float *from, void *to, int64_t count);
/** Floats, a multiple of 32, as blocks of ggml's q8_0. */
void fulgur_write_q8_0(const float *from, void *to, int64_t count);
/** Adds row i of `from` [rows, width] to row places[i] of `to`, or to row i where `places` is null. */
void fulgur_add_rows(const float *from, const uint32_t *places, int64_t rows, int64_t width, float *to);

#ifdef __cplusplus
}
#endif
#pragma GCC visibility pop
