// One column of a strip: where its weights go, and in which order.
#pragma once
#include "format.h"
#include <cstring>

namespace fulgur {

/** Where one column's weights go. */
struct Column {
    int column;
    uint8_t *strip;

    uint8_t *tile(Format format, int64_t b) const { return strip + b * layouts[format].tile(); }
    /** The shared scales of the 8 tiles of a super-block, and one of those tiles. */
    uint8_t *super(Format format, int64_t s) const { return strip + s * stripBytes(format, superK); }
    uint8_t *superTile(Format format, int64_t s, int j) const {
        return super(format, s) + layouts[format].header + j * layouts[format].tile();
    }
    uint8_t &halfScale(uint8_t *scales, int half) const { return scales[byteScales * half + column]; }
    void half(uint8_t *at, uint16_t value) const { std::memcpy(at + 2 * column, &value, 2); }
    /** A byte's value for k = 4 g + i lies at `64 g` from here. */
    uint8_t &byte(uint8_t *at, int k) const { return at[k / 4 * 64 + column * 4 + k % 4]; }
    /** 32 values below 16. */
    void nibbles(uint8_t *tile, const uint8_t *q) const {
        for (int k = 0; k < 16; k++) byte(tile, k) = static_cast<uint8_t>((q[k] & 15) | ((q[k + 16] & 15) << 4));
    }
    /** 32 values below 32. */
    void fives(uint8_t *tile, const uint8_t *q) const {
        nibbles(tile, q);
        bits(tile + nibbleBytes, q, 4);
    }
    /** 32 values below 8. */
    void triples(uint8_t *tile, const uint8_t *q) const {
        for (int i = 0; i < 4; i++) {
            const int last = q[24 + i], veryLast = q[28 + i];
            const int top[3] = {last & 3, veryLast & 3, last >> 2 | veryLast >> 2 << 1};
            for (int p = 0; p < 3; p++) {
                byte(tile + 64 * p, i) = static_cast<uint8_t>(q[8 * p + i] | q[8 * p + 4 + i] << 3 | top[p] << 6);
            }
        }
    }
    /** Of 32 values the bit at `place`. */
    void bits(uint8_t *at, const uint8_t *q, int place) const {
        for (int i = 0; i < 4; i++) {
            uint8_t eight = 0;
            for (int g = 0; g < 8; g++) eight |= static_cast<uint8_t>((q[4 * g + i] >> place & 1) << g);
            byte(at, i) = eight;
        }
    }
    /** Of 32 values the two bits from `place` on. */
    void bitPairs(uint8_t *at, const uint8_t *q, int place) const {
        for (int j = 0; j < 8; j++) {
            const uint8_t *first = q + j / 4 * 16 + j % 4;
            uint8_t four = 0;
            for (int g = 0; g < 4; g++) four |= static_cast<uint8_t>((first[4 * g] >> place & 3) << (2 * g));
            byte(at + j / 4 * 64, j % 4) = four;
        }
    }
};

} // namespace fulgur
