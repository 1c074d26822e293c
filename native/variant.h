// What a variant for an instruction set provides. The choice between them is made once, in dispatch.cpp.
#pragma once
#include "format.h"
#include "fulgur.h"
#include <cstring>

namespace fulgur {

/** A row's blocks of 32 activations, in the form that the format of the weights asks for. */
using Row = const uint8_t *;

/**
 * out[r * stride + c] = sum over k of weight(c, k) * rows[r](k), for the 16 columns of a strip, or a part of its k;
 * with `add` the sum is added to what is there.
 */
using StripKernel = void (*)(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add);

/** Heads that share a key head. */
inline int64_t sharingHeads(const fulgur_attention_shape &shape) { return shape.heads / shape.kv_heads; }

/** Key heads [firstHead, endHead) of one row and the heads that share them. */
struct AttentionPart {
    const fulgur_attention_shape *shape;
    const float *query;
    const uint8_t *keys, *values;
    const int32_t *cells;
    int64_t count;
    /** Null, or [heads]: a score that each head gives to nothing. */
    const float *sinks;
    int32_t firstHead, endHead;
    /** Room for heads * count numbers. */
    float *scores;
    float *out;
};

/** Cells of a block of a tile, a multiple of the rows that kernels take at once, and the lanes of a tile at most. */
constexpr int32_t tileCells = 48;
constexpr int64_t tileLanes = 64;

/**
 * Consecutive rows for one key head. Each of them with each of the heads that share the key head is a lane, at most
 * tileLanes; `spans` has an offset into `cells` and a count for each row.
 */
struct AttentionTile {
    const fulgur_attention_shape *shape;
    const float *query;
    const uint8_t *keys, *values;
    const int32_t *cells, *spans;
    int64_t rows;
    const float *sinks;
    int32_t kvHead;
    /** Room for tileFloats(shape) numbers. */
    float *scratch;
    float *out;

    int64_t lanes() const { return rows * sharingHeads(*shape); }
    int64_t row(int64_t lane) const { return lane / sharingHeads(*shape); }
    int64_t head(int64_t lane) const { return kvHead * sharingHeads(*shape) + lane % sharingHeads(*shape); }
    /** Where a lane's head lies among the heads of all rows. */
    int64_t place(int64_t lane) const { return row(lane) * shape->heads + head(lane); }
};

inline int64_t tileFloatsPerLane(const fulgur_attention_shape &shape) { return shape.head_size + shape.value_size + tileCells; }
inline int64_t tileFloats(const fulgur_attention_shape &shape) {
    return tileCells * (shape.head_size + shape.value_size) + tileLanes * tileFloatsPerLane(shape);
}

/** silu(gate) * up where the limit is 0, else min(gate, limit) * sigmoid(alpha * min(gate, limit)) * (clamped up + 1). */
struct Activation {
    float alpha, limit;
};

struct Variant {
    const char *name;
    bool (*available)();
    /** Rows whose sums registers hold together, at most rowsMax; more are taken in parts. */
    int64_t rowsAtOnce;
    /** Rounds k values, a multiple of 32, to 8 bits per block. */
    void (*quantise)(const float *x, int64_t k, Block *out);
    /** Rounds k values to bf16, to even where two are equally near. */
    void (*narrow)(const float *x, int64_t k, uint16_t *out);
    /** out = the activation of gate and up, for n values. */
    void (*activate)(const Activation &activation, const float *gate, const float *up, float *out, int64_t n);
    /** out += factor * x, for n values. */
    void (*addScaled)(float *out, const float *x, float factor, int64_t n);
    void (*attend)(const AttentionPart &part);
    void (*attendTile)(const AttentionTile &tile);
    /** By format and by rows - 1. */
    StripKernel strips[formats][rowsMax];
};

/** Null where the variant is not compiled in. */
extern const Variant *const avx512Bf16Variant;
extern const Variant *const avx512Variant;
extern const Variant *const avx2Variant;
extern const Variant *const neonI8mmVariant;
extern const Variant *const neonVariant;
extern const Variant *const plainVariant;

const Variant &variant();
/** Whether weights of floats are worth packing on this processor: with narrow registers they gain nothing over ggml. */
bool hasFloatKernels();

/** The form of k activations, a multiple of 32, that weights of a format meet: k / 32 blocks. */
inline void prepare(const Variant &with, Format format, const float *x, int64_t k, uint8_t *out) {
    switch (format) {
    case brain: return with.narrow(x, k, reinterpret_cast<uint16_t *>(out));
    case half: std::memcpy(out, x, static_cast<size_t>(k) * sizeof(float)); return;
    default: return with.quantise(x, k, reinterpret_cast<Block *>(out));
    }
}

} // namespace fulgur
