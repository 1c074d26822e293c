// Types whose blocks hold indices into codebooks of ggml's: from blocks to strips of 16 columns, without the codebooks.
//
// A block whose scale is 1 and whose integer scales are 0 is decoded, by ggml, to the values of its codebook alone; those
// are few enough for the indices of tables.h.
#pragma once
#include "column.h"
#include "fulgur.h"

namespace fulgur {

/** Where a block of 256 values has its scales. */
struct Codebook {
    int64_t blockBytes;
    /** The bits of the half-precision scale, four from each of these on: from `first` on, `step` bits apart. */
    struct {
        int first, step;
    } scale;
    /** Integer scales of `bits` bits, one for each `values`: i at first + i / group * step + i % group * bits. */
    struct {
        int bits, values, first, group, step;
    } scales;
    void (*pack)(const Codebook &book, const uint8_t *row, int64_t blocks, fulgur_decode decode, const Column &to);
};

/** Null for types that have no codebook. */
const Codebook *codebookOf(int32_t ggmlType);

} // namespace fulgur
