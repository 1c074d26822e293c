// x86-64 with AVX-512 and VNNI: 16 columns in one register, four products and their sum in one instruction.
#pragma once
#include "make-variant.h"
#include <immintrin.h>

namespace fulgur {
namespace {

struct Avx512 {
    static constexpr int W = 16;
    static constexpr int rowsAtOnce = rowsMax;
    static constexpr int turns = 2;
    using Bytes = __m512i;
    using Ints = __m512i;
    using Floats = __m512;
    template <int R, Products products> using Sums = RowSums<Avx512, R, products>;

    static inline Bytes load(const uint8_t *at) { return _mm512_loadu_si512(at); }
    static inline Bytes lowNibbles(Bytes w) { return _mm512_and_si512(w, _mm512_set1_epi8(15)); }
    static inline Bytes highNibbles(Bytes w) { return _mm512_and_si512(_mm512_srli_epi16(w, 4), _mm512_set1_epi8(15)); }
    template <int half> static inline Bytes nibbles(Bytes w) { return half == 0 ? lowNibbles(w) : highNibbles(w); }
    /** The `count` bits of each byte from bit `at` on. */
    template <int at, int count> static inline Bytes field(Bytes w) {
        if constexpr (at > 0) w = _mm512_srli_epi16(w, at);
        return _mm512_and_si512(w, _mm512_set1_epi8((1 << count) - 1));
    }
    /** Adds bits 2 g and 2 g + 1 of `bits` above the nibbles. */
    template <int g> static inline Bytes withHigh(Bytes low, Bytes bits) {
        const Bytes at = g == 0   ? _mm512_slli_epi16(bits, 4)
                         : g == 1 ? _mm512_slli_epi16(bits, 2)
                         : g == 2 ? bits
                                  : _mm512_srli_epi16(bits, 2);
        return _mm512_ternarylogic_epi32(at, _mm512_set1_epi8(0x30), low, 0xEA); // (a & b) | c
    }
    /** Adds bit g of `bits` as the bit at `place`. */
    template <int place, int g> static inline Bytes withBit(Bytes low, Bytes bits) {
        Bytes at = bits;
        if constexpr (g < place) at = _mm512_slli_epi16(bits, place - g);
        if constexpr (g > place) at = _mm512_srli_epi16(bits, g - place);
        return _mm512_ternarylogic_epi32(at, _mm512_set1_epi8(1 << place), low, 0xEA);
    }
    static inline Bytes wideWeights(Bytes w) { return w; }
    static inline Bytes table(const uint8_t *values) {
        return _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i *>(values)));
    }
    static inline Bytes look(Bytes table, Bytes indices) { return _mm512_shuffle_epi8(table, indices); }

    static inline int32_t four(const int8_t *q) {
        int32_t value;
        std::memcpy(&value, q, 4);
        return value;
    }
    static inline void round(const float *x, Block &block) {
        const __m512 low = _mm512_loadu_ps(x), high = _mm512_loadu_ps(x + 16);
        const float most = _mm512_reduce_max_ps(_mm512_max_ps(_mm512_abs_ps(low), _mm512_abs_ps(high)));
        const __m512 inverse = _mm512_set1_ps(most > 0 ? 127.0f / most : 0.0f);
        const __m512i first = _mm512_cvtps_epi32(_mm512_mul_ps(low, inverse));
        const __m512i second = _mm512_cvtps_epi32(_mm512_mul_ps(high, inverse));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(block.q), _mm512_cvtepi32_epi8(first));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(block.q + 16), _mm512_cvtepi32_epi8(second));
        finishBlock(block, most, _mm512_reduce_add_epi32(first), _mm512_reduce_add_epi32(second));
    }
    static inline Ints noInts() { return _mm512_setzero_si512(); }
    template <int bits> static inline Ints shifted(const int32_t *n) {
        return _mm512_slli_epi32(_mm512_set1_epi32(*n), bits);
    }
    static inline Ints narrowStart(Ints init) { return init; }
    static inline Ints narrowAdd(Ints s, Bytes w, const int8_t *q) {
        return _mm512_dpbusd_epi32(s, w, _mm512_set1_epi32(four(q)));
    }
    static inline Ints narrowEnd(Ints s, Ints) { return s; }
    static inline Ints singleAdd(Ints s, Bytes w, const int8_t *q) { return narrowAdd(s, w, q); }
    static inline Ints wideStart(const int32_t *minusAll) { return shifted<7>(minusAll); }
    static inline Ints wideAdd(Ints s, Bytes w, const int8_t *q) { return narrowAdd(s, w, q); }

    static inline Floats zero() { return _mm512_setzero_ps(); }
    static inline Floats loadFloats(const float *at) { return _mm512_loadu_ps(at); }
    static inline Floats floats(Ints s) { return _mm512_cvtepi32_ps(s); }
    static inline Floats broadcast(const float *x) { return _mm512_set1_ps(*x); }
    static inline Floats add(Floats a, Floats b) { return _mm512_add_ps(a, b); }
    static inline float total(Floats x) { return _mm512_reduce_add_ps(x); }
    static inline Floats mul(Floats a, Floats b) { return _mm512_mul_ps(a, b); }
    static inline Floats fma(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }
    /** c - a b */
    static inline Floats minusProduct(Floats a, Floats b, Floats c) { return _mm512_fnmadd_ps(a, b, c); }
    static inline Floats addPairs(Floats sum, Bytes w, const uint8_t *pair) {
        const Floats first = _mm512_castsi512_ps(_mm512_slli_epi32(w, 16));
        const Floats second = _mm512_castsi512_ps(_mm512_and_si512(w, _mm512_set1_epi32(-65536)));
        sum = fma(first, _mm512_set1_ps(firstOfPair(pair)), sum);
        return fma(second, _mm512_set1_ps(secondOfPair(pair)), sum);
    }
    static inline Floats halves(const uint8_t *at) {
        return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(at)));
    }
    static inline Floats unsignedBytes(const uint8_t *at) {
        return floats(_mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at))));
    }
    template <int half> static inline Floats nibbles(const uint8_t *at) {
        const __m128i shifted = _mm_srli_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at)), 4 * half);
        return floats(_mm512_cvtepu8_epi32(_mm_and_si128(shifted, _mm_set1_epi8(15))));
    }
    static inline Floats signedBytes(const uint8_t *at) {
        return floats(_mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at))));
    }
    static inline Floats halvedPowers(const uint8_t *at) {
        const __m128i exponents = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu8_epi32(_mm_subs_epu8(exponents, _mm_set1_epi8(1))), 23));
    }
    static inline void store(float *out, Floats x) { _mm512_storeu_ps(out, x); }
};

bool hasAvx512Vnni() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vnni");
}

} // namespace
} // namespace fulgur
