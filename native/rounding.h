// Activations in the form that weights ask for. Plain loops that compilers turn into vector instructions; the same values in
// every variant.
#pragma once
#include "format.h"
#include <cmath>
#include <cstring>

namespace fulgur {
namespace {

inline void finishBlock(Block &block, float most, int32_t first, int32_t second) {
    block.d = most / 127.0f;
    block.sum = block.d * static_cast<float>(first + second);
    block.minusAll = -first - second;
    block.minusFirst = -first;
    block.minusSecond = -second;
}

/** Rounds 32 values; variants may have instructions of their own for it. */
inline void roundBlock(const float *x, Block &block) {
    float most = 0;
    for (int i = 0; i < blockK; i++) most = std::fabs(x[i]) > most ? std::fabs(x[i]) : most;
    const float inverse = most > 0 ? 127.0f / most : 0.0f;
    int32_t sums[2] = {0, 0};
    for (int i = 0; i < blockK; i++) {
        const auto q = static_cast<int32_t>(std::nearbyint(x[i] * inverse));
        block.q[i] = static_cast<int8_t>(q);
        sums[i / 16] += q;
    }
    finishBlock(block, most, sums[0], sums[1]);
}

template <class V> void quantise(const float *x, int64_t k, Block *out) {
    for (int64_t b = 0; b < k / blockK; b++) V::round(x + b * blockK, out[b]);
}

inline void narrow(const float *x, int64_t k, uint16_t *out) {
    for (int64_t i = 0; i < k; i++) {
        uint32_t bits;
        std::memcpy(&bits, x + i, 4);
        const uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
        const bool isNan = (bits & 0x7fffffff) > 0x7f800000;
        out[i] = static_cast<uint16_t>(isNan ? bits >> 16 | 64 : rounded);
    }
}

/** Two bf16 values as floats, the first in the low half. */
inline float firstOfPair(const uint8_t *pair) {
    uint32_t bits;
    std::memcpy(&bits, pair, 4);
    bits <<= 16;
    float value;
    std::memcpy(&value, &bits, 4);
    return value;
}
inline float secondOfPair(const uint8_t *pair) {
    uint32_t bits;
    std::memcpy(&bits, pair, 4);
    bits &= 0xffff0000u;
    float value;
    std::memcpy(&value, &bits, 4);
    return value;
}

} // namespace
} // namespace fulgur
