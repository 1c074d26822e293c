// From ggml's blocks to strips of 16 columns; format.h describes both ends of what is kept, ggml-common.h the blocks.
#include "format.h"
#include "fulgur.h"
#include "variant.h"
#include <cstring>

namespace fulgur {
namespace {

struct BlockQ4_0 {
    uint16_t d;
    uint8_t q[16];
};
struct BlockQ8_0 {
    uint16_t d;
    int8_t q[32];
};
struct BlockQ4_K {
    uint16_t d;
    uint16_t dmin;
    uint8_t scales[12];
    uint8_t q[128];
};
struct BlockQ6_K {
    uint8_t low[128];
    uint8_t high[64];
    int8_t scales[16];
    uint16_t d;
};
static_assert(sizeof(BlockQ4_0) == 18 && sizeof(BlockQ8_0) == 34 && sizeof(BlockQ4_K) == 144 && sizeof(BlockQ6_K) == 210);

/** Nibbles of one column's 32 values, given as bytes, into a tile. */
void putNibbles(uint8_t *tile, int column, const uint8_t *q) {
    for (int i = 0; i < 16; i++) {
        tile[(i / 4) * 64 + column * 4 + i % 4] = static_cast<uint8_t>((q[i] & 15) | ((q[i + 16] & 15) << 4));
    }
}

void putHalf(uint8_t *at, int column, uint16_t value) { std::memcpy(at + 2 * column, &value, 2); }

void packFour(const BlockQ4_0 *blocks, int64_t k, int column, uint8_t *strip) {
    for (int64_t b = 0; b < k / blockK; b++) {
        uint8_t *tile = strip + b * fourTile;
        for (int g = 0; g < 4; g++) std::memcpy(tile + g * 64 + column * 4, blocks[b].q + 4 * g, 4);
        putHalf(tile + 256, column, blocks[b].d);
    }
}

void packEight(const BlockQ8_0 *blocks, int64_t k, int column, uint8_t *strip) {
    for (int64_t b = 0; b < k / blockK; b++) {
        uint8_t *tile = strip + b * eightTile;
        for (int i = 0; i < 32; i++) {
            tile[(i / 4) * 64 + column * 4 + i % 4] = static_cast<uint8_t>(blocks[b].q[i] + 128);
        }
        putHalf(tile + 512, column, blocks[b].d);
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

void packFourMin(const BlockQ4_K *blocks, int64_t k, int column, uint8_t *strip) {
    for (int64_t s = 0; s < k / superK; s++) {
        const BlockQ4_K &block = blocks[s];
        uint8_t *super = strip + s * (fourMinHeader + 8 * fourMinTile);
        putHalf(super, column, block.d);
        putHalf(super + 2 * columns, column, block.dmin);
        for (int j = 0; j < 8; j++) {
            uint8_t *tile = super + fourMinHeader + j * fourMinTile;
            uint8_t q[32];
            for (int i = 0; i < 32; i++) q[i] = (block.q[(j / 2) * 32 + i] >> (j % 2 * 4)) & 15;
            putNibbles(tile, column, q);
            scaleAndMin(block.scales, j, tile[256 + column], tile[256 + columns + column]);
        }
    }
}

/** The value (0 to 63) at index i of a block: quarters of 32 in each half share their bytes. */
uint8_t sixAt(const BlockQ6_K &block, int i) {
    const int half = i / 128, quarter = i % 128 / 32, at = i % 32;
    const uint8_t low = block.low[64 * half + 32 * (quarter % 2) + at] >> (quarter / 2 * 4);
    const uint8_t high = block.high[32 * half + at] >> (2 * quarter);
    return static_cast<uint8_t>((low & 15) | ((high & 3) << 4));
}

void packSix(const BlockQ6_K *blocks, int64_t k, int column, uint8_t *strip) {
    for (int64_t s = 0; s < k / superK; s++) {
        const BlockQ6_K &block = blocks[s];
        uint8_t *super = strip + s * (sixHeader + 8 * sixTile);
        putHalf(super, column, block.d);
        for (int j = 0; j < 8; j++) {
            uint8_t *tile = super + sixHeader + j * sixTile;
            uint8_t q[32];
            for (int i = 0; i < 32; i++) q[i] = sixAt(block, 32 * j + i);
            putNibbles(tile, column, q);
            for (int h = 0; h < 2; h++) {
                for (int i = 0; i < 4; i++) {
                    uint8_t bits = 0;
                    for (int g = 0; g < 4; g++) bits |= static_cast<uint8_t>((q[16 * h + 4 * g + i] >> 4) << (2 * g));
                    tile[256 + 64 * h + 4 * column + i] = bits;
                }
                tile[384 + columns * h + column] = static_cast<uint8_t>(block.scales[2 * j + h]);
            }
        }
    }
}

/** Two bytes per weight, `together` of which lie together: 2 in brain, 1 in half. */
void packFloats(const uint8_t *row, int64_t k, int column, int together, uint8_t *strip) {
    const int64_t bytes = 2 * together;
    for (int64_t i = 0; i < k / together; i++) {
        std::memcpy(strip + i * columns * bytes + column * bytes, row + i * bytes, static_cast<size_t>(bytes));
    }
}

void packColumn(Format format, const uint8_t *row, int64_t k, int column, uint8_t *strip) {
    switch (format) {
    case four: return packFour(reinterpret_cast<const BlockQ4_0 *>(row), k, column, strip);
    case fourMin: return packFourMin(reinterpret_cast<const BlockQ4_K *>(row), k, column, strip);
    case six: return packSix(reinterpret_cast<const BlockQ6_K *>(row), k, column, strip);
    case eight: return packEight(reinterpret_cast<const BlockQ8_0 *>(row), k, column, strip);
    case brain: return packFloats(row, k, column, 2, strip);
    case half: return packFloats(row, k, column, 1, strip);
    default: return;
    }
}

int64_t rowBytes(Format format, int64_t k) {
    switch (format) {
    case four: return k / blockK * static_cast<int64_t>(sizeof(BlockQ4_0));
    case fourMin: return k / superK * static_cast<int64_t>(sizeof(BlockQ4_K));
    case six: return k / superK * static_cast<int64_t>(sizeof(BlockQ6_K));
    case eight: return k / blockK * static_cast<int64_t>(sizeof(BlockQ8_0));
    case brain:
    case half: return 2 * k;
    default: return 0;
    }
}

} // namespace
} // namespace fulgur

using namespace fulgur;

int64_t fulgur_packed_bytes(int32_t ggml_type, int64_t k, int64_t n) {
    const Format format = formatOf(ggml_type);
    if ((format == brain || format == half) && !hasFloatKernels()) return 0;
    if (format == formats || k <= 0 || n <= 0 || k % (isSuper(format) ? superK : blockK) != 0) return 0;
    return (n + columns - 1) / columns * stripBytes(format, k);
}

int64_t fulgur_pack(int32_t ggml_type, const void *blocks, int64_t k, int64_t n, void *packed, int64_t stride) {
    const Format format = formatOf(ggml_type);
    const int64_t bytes = stripBytes(format, k), source = rowBytes(format, k);
    if (stride == 0) stride = bytes;
    auto *from = static_cast<const uint8_t *>(blocks);
    auto *to = static_cast<uint8_t *>(packed);
    for (int64_t row = 0; row < n; row++) {
        uint8_t *strip = to + row / columns * stride;
        // Columns that the matrix lacks keep weights or scales of zero.
        if (row % columns == 0 && row + columns > n) std::memset(strip, 0, static_cast<size_t>(bytes));
        packColumn(format, from + row * source, k, static_cast<int>(row % columns), strip);
    }
    return stride;
}
