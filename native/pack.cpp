// From ggml's blocks to strips of 16 columns; format.h describes both ends of what is kept, ggml-common.h the blocks.
#include "blocks.h"
#include "codebooks.h"
#include "column.h"
#include "fulgur.h"
#include "variant.h"
#include <cstring>

namespace fulgur {
namespace {

constexpr uint16_t signOfHalf = 0x8000;

/** Nibbles in ggml's simplest order: a byte's low one is k, its high one k + 16. */
void unpackNibbles(const uint8_t *from, uint8_t *q) {
    for (int i = 0; i < 16; i++) {
        q[i] = from[i] & 15;
        q[i + 16] = from[i] >> 4;
    }
}
void unpackFives(const uint8_t *from, const uint8_t *high, uint8_t *q) {
    unpackNibbles(from, q);
    for (int k = 0; k < blockK; k++) q[k] |= static_cast<uint8_t>((high[k / 8] >> (k % 8) & 1) << 4);
}

/** Nibbles with one scale; what a nibble stands for is the format's matter. */
template <class B> void packScaled(const B &block, Format format, int64_t b, const Column &to) {
    uint8_t *tile = to.tile(format, b), q[blockK];
    unpackNibbles(block.q, q);
    to.nibbles(tile, q);
    to.half(tile + nibbleBytes, block.d);
}

void pack(const BlockQ4_0 &block, int64_t b, const Column &to) { packScaled(block, four, b, to); }

void pack(const BlockIQ4_NL &block, int64_t b, const Column &to) { packScaled(block, curve, b, to); }

void pack(const BlockQ4_1 &block, int64_t b, const Column &to) {
    packScaled(block, fourPlus, b, to);
    to.half(to.tile(fourPlus, b) + nibbleBytes + halfScales, block.m ^ signOfHalf);
}

template <class B> void packScaledFives(const B &block, Format format, int64_t b, const Column &to) {
    uint8_t *tile = to.tile(format, b), q[blockK];
    unpackFives(block.q, block.high, q);
    to.fives(tile, q);
    to.half(tile + layouts[format].weights, block.d);
}

void pack(const BlockQ5_0 &block, int64_t b, const Column &to) { packScaledFives(block, five, b, to); }

void pack(const BlockQ5_1 &block, int64_t b, const Column &to) {
    packScaledFives(block, fivePlus, b, to);
    to.half(to.tile(fivePlus, b) + layouts[fivePlus].weights + halfScales, block.m ^ signOfHalf);
}

void pack(const BlockQ8_0 &block, int64_t b, const Column &to) {
    uint8_t *tile = to.tile(eight, b);
    for (int k = 0; k < blockK; k++) to.byte(tile, k) = static_cast<uint8_t>(block.q[k] + 128);
    to.half(tile + wideBytes, block.d);
}

void pack(const BlockMXFP4 &block, int64_t b, const Column &to) {
    uint8_t q[blockK];
    unpackNibbles(block.q, q);
    to.nibbles(to.tile(tiny, b), q);
    to.tile(tiny, b)[nibbleBytes + to.column] = block.exponent;
}

void pack(const BlockIQ4_XS &block, int64_t s, const Column &to) {
    to.half(to.super(curveSuper, s), block.d);
    for (int j = 0; j < 8; j++) {
        uint8_t *tile = to.superTile(curveSuper, s, j), q[blockK];
        unpackNibbles(block.q + 16 * j, q);
        to.nibbles(tile, q);
        const int scale = (block.scalesLow[j / 2] >> (j % 2 * 4) & 15) | (block.scalesHigh >> (2 * j) & 3) << 4;
        tile[nibbleBytes + to.column] = static_cast<uint8_t>(scale - 32);
    }
}

/** The 6-bit scale and minimum of sub-block j: four whole bytes each, then nibbles with the top bits of those bytes. */
void scaleAndMin(const uint8_t *scales, int j, uint8_t &scale, uint8_t &min) {
    if (j < 4) {
        scale = scales[j] & 63;
        min = scales[j + 4] & 63;
        return;
    }
    scale = static_cast<uint8_t>((scales[j + 4] & 15) | ((scales[j - 4] >> 6) << 4));
    min = static_cast<uint8_t>((scales[j + 4] >> 4) | ((scales[j] >> 6) << 4));
}

/** Scales and minima of q4_K and q5_K. */
template <class B> void packMinima(const B &block, Format format, int64_t s, const Column &to) {
    uint8_t *super = to.super(format, s);
    to.half(super, block.d);
    to.half(super + halfScales, block.dmin);
    for (int j = 0; j < 8; j++) {
        uint8_t *scales = to.superTile(format, s, j) + layouts[format].weights;
        scaleAndMin(block.scales, j, scales[to.column], scales[columns + to.column]);
    }
}

/** Two bits of index i of a block: quarters of 32 in each half share their bytes. */
uint8_t bitPairAt(const uint8_t *q, int i) { return q[i / 128 * 32 + i % 32] >> (i % 128 / 32 * 2) & 3; }

void pack(const BlockQ2_K &block, int64_t s, const Column &to) {
    to.half(to.super(two, s), block.d);
    to.half(to.super(two, s) + halfScales, block.dmin);
    for (int j = 0; j < 8; j++) {
        uint8_t *tile = to.superTile(two, s, j), q[blockK];
        for (int i = 0; i < blockK; i++) q[i] = bitPairAt(block.q, blockK * j + i);
        to.bitPairs(tile, q, 0);
        for (int h = 0; h < 2; h++) to.halfScale(tile + layouts[two].weights, h) = block.scales[2 * j + h];
    }
}

/** The 6-bit scale i of 16: nibbles in eight bytes, then the top bits of four in a byte. */
uint8_t sixBitScale(const uint8_t *scales, int i) {
    const int low = scales[i % 8] >> (i / 8 * 4) & 15, high = scales[8 + i % 4] >> (i / 4 * 2) & 3;
    return static_cast<uint8_t>(low | high << 4);
}

void pack(const BlockQ3_K &block, int64_t s, const Column &to) {
    to.half(to.super(three, s), block.d);
    for (int j = 0; j < 8; j++) {
        uint8_t *tile = to.superTile(three, s, j), q[blockK];
        for (int i = 0; i < blockK; i++) {
            q[i] = static_cast<uint8_t>(bitPairAt(block.low, blockK * j + i) | (block.high[i] >> j & 1) << 2);
        }
        to.bitPairs(tile, q, 0);
        to.bits(tile + bitPairBytes, q, 2);
        for (int h = 0; h < 2; h++) {
            to.halfScale(tile + layouts[three].weights, h) = static_cast<uint8_t>(sixBitScale(block.scales, 2 * j + h) - 32);
        }
    }
}

void pack(const BlockQ4_K &block, int64_t s, const Column &to) {
    packMinima(block, fourMin, s, to);
    for (int j = 0; j < 8; j++) {
        uint8_t q[blockK];
        for (int i = 0; i < blockK; i++) q[i] = (block.q[(j / 2) * 32 + i] >> (j % 2 * 4)) & 15;
        to.nibbles(to.superTile(fourMin, s, j), q);
    }
}

void pack(const BlockQ5_K &block, int64_t s, const Column &to) {
    packMinima(block, fiveMin, s, to);
    for (int j = 0; j < 8; j++) {
        uint8_t q[blockK];
        for (int i = 0; i < blockK; i++) {
            const int low = (block.q[(j / 2) * 32 + i] >> (j % 2 * 4)) & 15;
            q[i] = static_cast<uint8_t>(low | (block.high[i] >> j & 1) << 4);
        }
        to.fives(to.superTile(fiveMin, s, j), q);
    }
}

/** The value (0 to 63) at index i of a block: quarters of 32 in each half share their bytes. */
uint8_t sixAt(const BlockQ6_K &block, int i) {
    const int half = i / 128, quarter = i % 128 / 32, at = i % 32;
    const uint8_t low = block.low[64 * half + 32 * (quarter % 2) + at] >> (quarter / 2 * 4);
    const uint8_t high = block.high[32 * half + at] >> (2 * quarter);
    return static_cast<uint8_t>((low & 15) | ((high & 3) << 4));
}

void pack(const BlockQ6_K &block, int64_t s, const Column &to) {
    to.half(to.super(six, s), block.d);
    for (int j = 0; j < 8; j++) {
        uint8_t *tile = to.superTile(six, s, j), q[blockK];
        for (int i = 0; i < blockK; i++) q[i] = sixAt(block, blockK * j + i);
        to.nibbles(tile, q);
        to.bitPairs(tile + nibbleBytes, q, 4);
        for (int h = 0; h < 2; h++) to.halfScale(tile + layouts[six].weights, h) = static_cast<uint8_t>(block.scales[2 * j + h]);
    }
}

/** How a format is packed: its blocks in a row, and one row of them. */
struct Packing {
    int64_t blockValues, blockBytes;
    void (*column)(const uint8_t *row, int64_t blocks, const Column &to);
};

template <class B> void packBlocks(const uint8_t *row, int64_t blocks, const Column &to) {
    for (int64_t i = 0; i < blocks; i++) {
        B block;
        std::memcpy(&block, row + i * static_cast<int64_t>(sizeof block), sizeof block);
        pack(block, i, to);
    }
}

/** Two bytes per weight, `together` of which lie together: 2 in brain, 1 in half. */
template <int together> void packFloats(const uint8_t *row, int64_t parts, const Column &to) {
    constexpr int64_t bytes = 2 * together;
    for (int64_t i = 0; i < parts; i++) {
        std::memcpy(to.strip + (i * columns + to.column) * bytes, row + i * bytes, bytes);
    }
}

template <class B> constexpr Packing packing(int64_t values) { return {values, sizeof(B), packBlocks<B>}; }

/** Those of codebooks are packed by codebooks.cpp. */
constexpr Packing packings[formats] = {
    packing<BlockQ2_K>(superK), packing<BlockQ3_K>(superK),   packing<BlockQ4_0>(blockK),   packing<BlockQ4_1>(blockK),
    packing<BlockQ4_K>(superK), packing<BlockQ5_0>(blockK),   packing<BlockQ5_1>(blockK),   packing<BlockQ5_K>(superK),
    packing<BlockQ6_K>(superK), packing<BlockQ8_0>(blockK),   packing<BlockIQ4_NL>(blockK), packing<BlockIQ4_XS>(superK),
    packing<BlockMXFP4>(blockK), {}, {}, {}, {}, {2, 4, packFloats<2>}, {1, 2, packFloats<1>},
};

} // namespace
} // namespace fulgur

using namespace fulgur;

int64_t fulgur_packed_bytes(int32_t ggml_type, int64_t k, int64_t n) {
    const Format format = formatOf(ggml_type);
    if ((format == brain || format == half) && !hasFloatKernels()) return 0;
    if (format == formats || k <= 0 || n <= 0 || k % (isSuper(format) ? superK : blockK) != 0) return 0;
    return (n + columns - 1) / columns * stripBytes(format, k);
}

int64_t fulgur_pack(int32_t ggml_type, const void *blocks, int64_t k, int64_t n, void *packed, int64_t stride,
                    fulgur_decode decode) {
    const Format format = formatOf(ggml_type);
    const Codebook *codebook = codebookOf(ggml_type);
    if (format == formats || (codebook != nullptr && decode == nullptr)) return 0;
    const Packing &packing = packings[format];
    const int64_t bytes = stripBytes(format, k), perRow = k / (codebook == nullptr ? packing.blockValues : superK);
    const int64_t rowBytes = perRow * (codebook == nullptr ? packing.blockBytes : codebook->blockBytes);
    if (stride == 0) stride = bytes;
    auto *from = static_cast<const uint8_t *>(blocks);
    auto *to = static_cast<uint8_t *>(packed);
    for (int64_t row = 0; row < n; row++) {
        uint8_t *strip = to + row / columns * stride;
        // Columns that the matrix lacks keep weights or scales of zero.
        if (row % columns == 0 && row + columns > n) std::memset(strip, 0, static_cast<size_t>(bytes));
        const Column column{static_cast<int>(row % columns), strip};
        if (codebook == nullptr) packing.column(from + row * rowBytes, perRow, column);
        else codebook->pack(*codebook, from + row * rowBytes, perRow, decode, column);
    }
    return stride;
}
