// The strips, written once over a vector type `V` that each variant provides. Everything here has internal linkage, because
// each variant compiles it for instructions of its own.
//
// Beside what tiles.h asks for, V has
//   Floats   W values
//   turns    sums per row and column that take turns in strips of floats: an addition then need not wait for the one before
//   addPairs(sum, w, pair)  sum plus the products of W pairs of bf16 weights with one pair of bf16 activations
#pragma once
#include "tiles.h"

namespace fulgur {
namespace {

/** Bytes ahead of the weights in use that are asked for from memory. */
constexpr int64_t aheadBytes = 2304;

template <int64_t bytes> inline void prefetch(const uint8_t *at) {
    for (int64_t i = 0; i < bytes; i += 64) __builtin_prefetch(at + aheadBytes + i, 0, 3);
}

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

// The scales of a tile of W columns, which lie behind its weights at `at`; `header` reads those that 8 tiles share.

template <class V> struct HalfScales {
    static constexpr bool hasMin = false;
    inline void header(const uint8_t *, int) {}
    inline typename V::Floats scale(const uint8_t *at, int pass) const { return V::halves(at + 2 * V::W * pass); }
};

template <class V> struct HalfScalesAndMinima : HalfScales<V> {
    static constexpr bool hasMin = true;
    inline typename V::Floats min(const uint8_t *at, int pass) const { return V::halves(at + halfScales + 2 * V::W * pass); }
};

/** Twice the values are stored, so that 2^(e - 127) becomes 2^(e - 128). */
template <class V> struct Exponents {
    static constexpr bool hasMin = false;
    inline void header(const uint8_t *, int) {}
    inline typename V::Floats scale(const uint8_t *at, int pass) const { return V::halvedPowers(at + V::W * pass); }
};

template <class V> struct SharedScales {
    static constexpr bool hasMin = false;
    typename V::Floats shared;
    inline void header(const uint8_t *at, int pass) { shared = V::halves(at + 2 * V::W * pass); }
    inline typename V::Floats scale(const uint8_t *at, int pass) const {
        return V::mul(shared, V::signedBytes(at + V::W * pass));
    }
    template <int half> inline typename V::Floats scaleOf(const uint8_t *at, int pass) const {
        return scale(at + byteScales * half, pass);
    }
};

/** Factors that 8 tiles share, times 2 n + 1: n is a byte's low nibble and, of the second half of a tile, its high one. */
template <class Table> struct OddScales {
    template <class V> struct Of {
        static constexpr bool hasMin = false;
        typename V::Floats once, twice;
        inline void header(const uint8_t *at, int pass) {
            const float unit = 1.0f / (1 << Table::unitBits);
            once = V::mul(V::halves(at + 2 * V::W * pass), V::broadcast(&unit));
            twice = V::add(once, once);
        }
        template <int half> inline typename V::Floats scaleOf(const uint8_t *at, int pass) const {
            return V::fma(twice, V::template nibbles<half>(at + V::W * pass), once);
        }
        inline typename V::Floats scale(const uint8_t *at, int pass) const { return scaleOf<0>(at, pass); }
    };
};

/** Factors of the integer scales and minima of 8 tiles. */
template <class V> struct SharedFactors {
    static constexpr bool hasMin = true;
    typename V::Floats scales, minima;
    inline void header(const uint8_t *at, int pass) {
        scales = V::halves(at + 2 * V::W * pass);
        minima = V::halves(at + halfScales + 2 * V::W * pass);
    }
};

template <class V> struct SharedScalesAndMinima : SharedFactors<V> {
    inline typename V::Floats scale(const uint8_t *at, int pass) const {
        return V::mul(this->scales, V::unsignedBytes(at + V::W * pass));
    }
    inline typename V::Floats min(const uint8_t *at, int pass) const {
        return V::mul(this->minima, V::unsignedBytes(at + byteScales + V::W * pass));
    }
};

/** A byte for each half of a tile: its scale in the low nibble, its minimum in the high one. */
template <class V> struct SharedNibbles : SharedFactors<V> {
    template <int half> inline typename V::Floats scaleOf(const uint8_t *at, int pass) const {
        return V::mul(this->scales, V::template nibbles<0>(at + byteScales * half + V::W * pass));
    }
    template <int half> inline typename V::Floats minOf(const uint8_t *at, int pass) const {
        return V::mul(this->minima, V::template nibbles<1>(at + byteScales * half + V::W * pass));
    }
};

/** Strips of whole numbers whose tiles have a scale, and perhaps a minimum, for each column. */
template <class V, int R, Format format, class Tile, template <class> class Scales>
void stripWhole(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    constexpr Layout layout = layouts[format];
    constexpr int64_t together = layout.header > 0 ? superK / blockK : 1;
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> sum(out, stride, add);
        Scales<V> scales;
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK;) {
            scales.header(tile, pass);
            tile += layout.header;
            for (const int64_t end = b + together; b < end; b++, tile += layout.tile()) {
                prefetch<layout.tile()>(tile);
                typename V::Ints s[R];
                Tile::template sums<V, R>(tile + 4 * V::W * pass, rows, b, s);
                const auto scale = scales.scale(tile + layout.weights, pass);
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) {
                    sum.of[r] = V::fma(V::floats(s[r]), V::mul(scale, V::broadcast(&block(rows, r, b).d)), sum.of[r]);
                }
                if constexpr (Scales<V>::hasMin) {
                    const auto min = scales.min(tile + layout.weights, pass);
#pragma GCC unroll 8
                    for (int r = 0; r < R; r++) {
                        sum.of[r] = V::minusProduct(min, V::broadcast(&block(rows, r, b).sum), sum.of[r]);
                    }
                }
            }
        }
        sum.store(out, stride);
    }
}

/** Strips whose tiles have two scales, and perhaps minima, for each column: one for each half of their k. */
template <class V, int R, Format format, template <int> class Tile, template <class> class Scales>
void stripHalves(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    constexpr Layout layout = layouts[format];
    for (int pass = 0; pass < columns / V::W; pass++, out += V::W) {
        Accumulators<V, R> sum(out, stride, add);
        Scales<V> scales;
        const uint8_t *tile = strip;
        for (int64_t b = 0; b < k / blockK;) {
            scales.header(tile, pass);
            tile += layout.header;
            for (const int64_t end = b + superK / blockK; b < end; b++, tile += layout.tile()) {
                prefetch<layout.tile()>(tile);
                const uint8_t *behind = tile + layout.weights;
                const auto first = scales.template scaleOf<0>(behind, pass), second = scales.template scaleOf<1>(behind, pass);
                typename V::Ints s[R];
                typename V::Floats part[R];
                Tile<0>::template sums<V, R>(tile + 4 * V::W * pass, rows, b, s);
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) part[r] = V::mul(V::floats(s[r]), first);
                Tile<1>::template sums<V, R>(tile + 4 * V::W * pass, rows, b, s);
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) {
                    part[r] = V::fma(V::floats(s[r]), second, part[r]);
                }
                if constexpr (Scales<V>::hasMin) {
                    const auto firstMin = scales.template minOf<0>(behind, pass);
                    const auto secondMin = scales.template minOf<1>(behind, pass);
#pragma GCC unroll 8
                    for (int r = 0; r < R; r++) {
                        const Block &x = block(rows, r, b);
                        part[r] = V::fma(V::floats(V::template shifted<0>(&x.minusFirst)), firstMin, part[r]);
                        part[r] = V::fma(V::floats(V::template shifted<0>(&x.minusSecond)), secondMin, part[r]);
                    }
                }
#pragma GCC unroll 8
                for (int r = 0; r < R; r++) {
                    sum.of[r] = V::fma(part[r], V::broadcast(&block(rows, r, b).d), sum.of[r]);
                }
            }
        }
        sum.store(out, stride);
    }
}

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
                    if constexpr (V::turns == 2) second.of[r] = addPart(second.of[r], odd, x + blockBytes / parts);
                    else first.of[r] = addPart(first.of[r], odd, x + blockBytes / parts);
                }
            }
        }
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) {
            if constexpr (V::turns == 2) first.of[r] = V::add(first.of[r], second.of[r]);
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

} // namespace
} // namespace fulgur
