// The kernels, written once over a vector type `V` that each variant provides. Everything here has internal linkage,
// because each variant compiles it for instructions of its own.
//
// V handles W of a strip's 16 columns at a time:
//   Bytes    4 W weights as unsigned bytes, four of each column
//   Ints     W sums; Floats: W values
//   Narrow   sums of products of weights of up to 6 bits: `narrowStart(init)`, `narrowAdd`, `narrowEnd(sum, init)`;
//            at most 8 additions of 4-bit weights or 2 of 6-bit weights lie between start and end
//   addPairs(sum, w, pair)  sum plus the products of W pairs of bf16 weights with one pair of bf16 activations
#pragma once
#include "variant.h"
#include <cmath>
#include <cstring>

namespace fulgur {
namespace {

/** Bytes ahead of the weights in use that are asked for from memory. */
constexpr int64_t aheadBytes = 2304;

template <int64_t bytes> inline void prefetch(const uint8_t *at) {
    for (int64_t i = 0; i < bytes; i += 64) __builtin_prefetch(at + aheadBytes + i, 0, 3);
}

inline const Block &block(const Row *rows, int r, int64_t b) { return reinterpret_cast<const Block *>(rows[r])[b]; }

template <class V, int R> struct Accumulators {
    typename V::Floats of[R];
    inline Accumulators(const float *out, int64_t stride, bool add) {
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) of[r] = add ? V::loadFloats(out + r * stride) : V::zero();
    }
    inline void store(float *out, int64_t stride) const {
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) V::store(out + r * stride, of[r]);
    }
};

/** Sums of a tile of nibbles, weights taken as 0 to 15, plus init. */
template <class V, int R, class Init>
inline void nibbleSums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums, Init init) {
    typename V::Narrow s[R];
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) s[r] = V::narrowStart(init(block(rows, r, b)));
#pragma GCC unroll 4
    for (int g = 0; g < 4; g++) {
        const auto both = V::load(tile + 64 * g);
        const auto low = V::lowNibbles(both), high = V::highNibbles(both);
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) s[r] = V::narrowAdd(s[r], low, block(rows, r, b).q + 4 * g);
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) s[r] = V::narrowAdd(s[r], high, block(rows, r, b).q + 16 + 4 * g);
    }
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) sums[r] = V::narrowEnd(s[r], init(block(rows, r, b)));
}

template <class V, int R>
void stripFour(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> sum(out, stride, add);
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK; b++, tile += fourTile) {
            prefetch<fourTile>(tile);
            typename V::Ints s[R];
            nibbleSums<V, R>(tile + 4 * V::W * pass, rows, b, s,
                             [](const Block &block) { return V::template shifted<3>(&block.minusAll); });
            const auto scale = V::halves(tile + 256 + 2 * V::W * pass);
#pragma GCC unroll 8
            for (int r = 0; r < R; r++) {
                sum.of[r] = V::fma(V::floats(s[r]), V::mul(scale, V::broadcast(&block(rows, r, b).d)), sum.of[r]);
            }
        }
        sum.store(out, stride);
    }
}

template <class V, int R>
void stripFourMin(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> sum(out, stride, add);
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK;) {
            const auto scales = V::halves(tile + 2 * V::W * pass);
            const auto minima = V::halves(tile + 2 * columns + 2 * V::W * pass);
            tile += fourMinHeader;
            for (const int64_t end = b + superK / blockK; b < end; b++, tile += fourMinTile) {
                prefetch<fourMinTile>(tile);
                typename V::Ints s[R];
                nibbleSums<V, R>(tile + 4 * V::W * pass, rows, b, s, [](const Block &) { return V::noInts(); });
                const auto scale = V::mul(scales, V::unsignedBytes(tile + 256 + V::W * pass));
                const auto min = V::mul(minima, V::unsignedBytes(tile + 256 + columns + V::W * pass));
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) {
                    const auto part = V::fma(V::floats(s[r]), V::mul(scale, V::broadcast(&block(rows, r, b).d)), sum.of[r]);
                    sum.of[r] = V::minusProduct(min, V::broadcast(&block(rows, r, b).sum), part);
                }
            }
        }
        sum.store(out, stride);
    }
}

/** Sums of one half of a tile's k (16 values) of 6-bit weights less 32. */
template <class V, int R, int half>
inline void sixSums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
    const auto bits = V::load(tile + 256 + 64 * half);
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) sums[r] = V::template shifted<5>(half == 0 ? &block(rows, r, b).minusFirst : &block(rows, r, b).minusSecond);
#pragma GCC unroll 2
    for (int pair = 0; pair < 2; pair++) {
        const auto even = V::load(tile + 128 * pair), odd = V::load(tile + 128 * pair + 64);
        const auto w0 = pair == 0 ? V::template withHigh<0>(V::template nibbles<half>(even), bits)
                                  : V::template withHigh<2>(V::template nibbles<half>(even), bits);
        const auto w1 = pair == 0 ? V::template withHigh<1>(V::template nibbles<half>(odd), bits)
                                  : V::template withHigh<3>(V::template nibbles<half>(odd), bits);
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) {
            const int8_t *q = block(rows, r, b).q + 16 * half + 8 * pair;
            const auto s = V::narrowAdd(V::narrowAdd(V::narrowStart(sums[r]), w0, q), w1, q + 4);
            sums[r] = V::narrowEnd(s, sums[r]);
        }
    }
}

template <class V, int R>
void stripSix(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> sum(out, stride, add);
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK;) {
            const auto scales = V::halves(tile + 2 * V::W * pass);
            tile += sixHeader;
            for (const int64_t end = b + superK / blockK; b < end; b++, tile += sixTile) {
                prefetch<sixTile>(tile);
                const auto first = V::mul(scales, V::signedBytes(tile + 384 + V::W * pass));
                const auto second = V::mul(scales, V::signedBytes(tile + 384 + columns + V::W * pass));
                typename V::Ints s[R];
                typename V::Floats part[R];
                sixSums<V, R, 0>(tile + 4 * V::W * pass, rows, b, s);
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) part[r] = V::mul(V::floats(s[r]), first);
                sixSums<V, R, 1>(tile + 4 * V::W * pass, rows, b, s);
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) {
                    part[r] = V::fma(V::floats(s[r]), second, part[r]);
                    sum.of[r] = V::fma(part[r], V::broadcast(&block(rows, r, b).d), sum.of[r]);
                }
            }
        }
        sum.store(out, stride);
    }
}

template <class V, int R>
void stripEight(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> sum(out, stride, add);
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK; b++, tile += eightTile) {
            prefetch<eightTile>(tile);
            typename V::Ints s[R];
#pragma GCC unroll 8
            for (int r = 0; r < R; r++) s[r] = V::wideStart(&block(rows, r, b).minusAll);
#pragma GCC unroll 8
            for (int g = 0; g < 8; g++) {
                const auto w = V::wideWeights(V::load(tile + 64 * g + 4 * V::W * pass));
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) s[r] = V::wideAdd(s[r], w, block(rows, r, b).q + 4 * g);
            }
            const auto scale = V::halves(tile + 512 + 2 * V::W * pass);
#pragma GCC unroll 8
            for (int r = 0; r < R; r++) {
                sum.of[r] = V::fma(V::floats(s[r]), V::mul(scale, V::broadcast(&block(rows, r, b).d)), sum.of[r]);
            }
        }
        sum.store(out, stride);
    }
}

/** Sums per row and column in turns, where registers suffice: an addition then need not wait for the one before. */
template <class V> constexpr int turns = V::W == columns ? 2 : 1;

/**
 * Strips of floats. A tile has `parts` parts of its k: `load` gives the weights of one, `addPart` adds their products
 * with the same part of a row's block, which has `blockBytes`.
 */
template <class V, int R, int parts, int64_t blockBytes, class Load, class Add>
inline void stripFloats(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add, Load load,
                        Add addPart) {
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> first(out, stride, add), second(out, stride, false);
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK; b++, tile += floatTile) {
            prefetch<floatTile>(tile);
            const int64_t partBytes = floatTile / parts, at = partBytes / columns * V::W * pass;
#pragma GCC unroll 2
            for (int i = 0; i < parts; i += 2) {
                const auto even = load(tile + partBytes * i + at), odd = load(tile + partBytes * (i + 1) + at);
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) {
                    const Row x = rows[r] + b * blockBytes + blockBytes / parts * i;
                    first.of[r] = addPart(first.of[r], even, x);
                    if constexpr (turns<V> == 2) second.of[r] = addPart(second.of[r], odd, x + blockBytes / parts);
                    else first.of[r] = addPart(first.of[r], odd, x + blockBytes / parts);
                }
            }
        }
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) {
            if constexpr (turns<V> == 2) first.of[r] = V::add(first.of[r], second.of[r]);
        }
        first.store(out, stride);
    }
}

template <class V, int R>
void stripBrain(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    stripFloats<V, R, blockK / 2, 2 * blockK>(
        strip, k, rows, out, stride, add, [](const uint8_t *at) { return V::load(at); },
        [](typename V::Floats sum, typename V::Bytes w, Row pair) { return V::addPairs(sum, w, pair); });
}

template <class V, int R>
void stripHalf(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    stripFloats<V, R, blockK, 4 * blockK>(
        strip, k, rows, out, stride, add, [](const uint8_t *at) { return V::halves(at); },
        [](typename V::Floats sum, typename V::Floats w, Row x) {
            return V::fma(w, V::broadcast(reinterpret_cast<const float *>(x)), sum);
        });
}

// Plain loops that compilers turn into vector instructions; the same values in every variant.

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

/** e^x to 2 units in the last place: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes' coefficients). */
inline float exponential(float x) {
    x = x > 88.0f ? 88.0f : x;
    x = x < -87.0f ? -87.0f : x;
    const float n = std::nearbyint(x * 1.44269504f);
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
    float power;
    std::memcpy(&power, &bits, 4);
    return p * power;
}

inline void swiglu(const float *gate, const float *up, float *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) out[i] = gate[i] / (1.0f + exponential(-gate[i])) * up[i];
}

inline void addScaled(float *out, const float *x, float factor, int64_t n) {
    for (int64_t i = 0; i < n; i++) out[i] += factor * x[i];
}

/** scores = softmax(scale * scores), for n values. */
inline void softmax(float *scores, int64_t n, float scale) {
    float most = -INFINITY;
    for (int64_t i = 0; i < n; i++) most = scores[i] > most ? scores[i] : most;
    float lanes[16] = {};
    int64_t i = 0;
    for (; i + 16 <= n; i += 16) {
        for (int lane = 0; lane < 16; lane++) {
            scores[i + lane] = exponential((scores[i + lane] - most) * scale);
            lanes[lane] += scores[i + lane];
        }
    }
    for (; i < n; i++) {
        scores[i] = exponential((scores[i] - most) * scale);
        lanes[0] += scores[i];
    }
    float sum = 0;
    for (const float lane : lanes) sum += lane;
    const float inverse = 1.0f / sum;
    for (i = 0; i < n; i++) scores[i] *= inverse;
}

constexpr int64_t halfBytes = 2;
/** Cells ahead that are asked for from memory. */
constexpr int64_t aheadCells = 4;

inline void prefetchCell(const uint8_t *at, int64_t bytes) {
    for (int64_t i = 0; i < bytes; i += 64) __builtin_prefetch(at + i, 0, 3);
}

/** scores[head * count + i]: products of the heads' queries with the keys of cell i. */
template <class V> void score(const AttentionPart &part) {
    const auto &shape = *part.shape;
    const int64_t sharing = shape.heads / shape.kv_heads, size = shape.head_size;
    const int64_t cellBytes = shape.kv_heads * size * halfBytes;
    const int64_t from = part.firstHead * size * halfBytes, length = (part.endHead - part.firstHead) * size * halfBytes;
    for (int64_t i = 0; i < part.count; i++) {
        if (i + aheadCells < part.count) prefetchCell(part.keys + part.cells[i + aheadCells] * cellBytes + from, length);
        const uint8_t *key = part.keys + part.cells[i] * cellBytes + from;
        for (int32_t kvHead = part.firstHead; kvHead < part.endHead; kvHead++, key += size * halfBytes) {
            for (int64_t head = kvHead * sharing; head < (kvHead + 1) * sharing; head++) {
                const float *query = part.query + head * size;
                typename V::Floats even = V::zero(), odd = V::zero();
                int64_t d = 0;
                for (; d + 2 * V::W <= size; d += 2 * V::W) {
                    even = V::fma(V::halves(key + d * halfBytes), V::loadFloats(query + d), even);
                    odd = V::fma(V::halves(key + (d + V::W) * halfBytes), V::loadFloats(query + d + V::W), odd);
                }
                if (d < size) even = V::fma(V::halves(key + d * halfBytes), V::loadFloats(query + d), even);
                part.scores[head * part.count + i] = V::total(V::add(even, odd));
            }
        }
    }
}

/** out += weights * values of `cells` (1 or 4) cells from cell i on. */
template <class V, int cells> void addValues(const AttentionPart &part, int64_t i) {
    const auto &shape = *part.shape;
    const int64_t sharing = shape.heads / shape.kv_heads, size = shape.value_size;
    const int64_t cellBytes = shape.kv_heads * size * halfBytes;
    const uint8_t *value[cells];
    for (int c = 0; c < cells; c++) value[c] = part.values + part.cells[i + c] * cellBytes;
    for (int32_t kvHead = part.firstHead; kvHead < part.endHead; kvHead++) {
        for (int64_t head = kvHead * sharing; head < (kvHead + 1) * sharing; head++) {
            typename V::Floats weight[cells];
            for (int c = 0; c < cells; c++) weight[c] = V::broadcast(part.scores + head * part.count + i + c);
            float *out = part.out + head * size;
            for (int64_t d = 0; d < size; d += V::W) {
                typename V::Floats sum = V::loadFloats(out + d);
                for (int c = 0; c < cells; c++) {
                    sum = V::fma(weight[c], V::halves(value[c] + (kvHead * size + d) * halfBytes), sum);
                }
                V::store(out + d, sum);
            }
        }
    }
}

template <class V> void attend(const AttentionPart &part) {
    const auto &shape = *part.shape;
    const int64_t sharing = shape.heads / shape.kv_heads, size = shape.value_size;
    const int64_t cellBytes = shape.kv_heads * size * halfBytes;
    const int64_t from = part.firstHead * size * halfBytes, length = (part.endHead - part.firstHead) * size * halfBytes;
    score<V>(part);
    for (int64_t head = part.firstHead * sharing; head < part.endHead * sharing; head++) {
        softmax(part.scores + head * part.count, part.count, shape.scale);
        for (int64_t d = 0; d < size; d++) part.out[head * size + d] = 0;
    }
    int64_t i = 0;
    for (; i + 4 <= part.count; i += 4) {
        for (int64_t next = i + 4; next < i + 8 && next < part.count; next++) {
            prefetchCell(part.values + part.cells[next] * cellBytes + from, length);
        }
        addValues<V, 4>(part, i);
    }
    for (; i < part.count; i++) addValues<V, 1>(part, i);
}

#define FULGUR_ROWS(kernel, V)                                                                                         \
    { kernel<V, 1>, kernel<V, 2>, kernel<V, 3>, kernel<V, 4>, kernel<V, 5>, kernel<V, 6>, kernel<V, 7>, kernel<V, 8> }

template <class V> constexpr Variant makeVariant(const char *name, bool (*available)()) {
    return {name,
            available,
            quantise<V>,
            narrow,
            swiglu,
            addScaled,
            attend<V>,
            {FULGUR_ROWS(stripFour, V), FULGUR_ROWS(stripFourMin, V), FULGUR_ROWS(stripSix, V),
             FULGUR_ROWS(stripEight, V), FULGUR_ROWS(stripBrain, V), FULGUR_ROWS(stripHalf, V)}};
}

} // namespace
} // namespace fulgur
