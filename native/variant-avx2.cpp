// x86-64 with AVX2, FMA and F16C: two registers of 8 columns at a time, products of bytes summed by pairs in 16 bits.
#include "variant.h"
#if defined(__x86_64__)
#include "doubled.h"
#include "make-variant.h"
#include <immintrin.h>

namespace fulgur {
namespace {

struct Avx2 {
    static constexpr int W = 8;
    using Bytes = __m256i;
    /** Narrow sums have 16 bits: 8 x 2 x 15 x 127, 4 x 2 x 31 x 127 and 2 x 2 x 63 x 127 fit. */
    using Ints = __m256i;
    using Floats = __m256;

    static inline Bytes load(const uint8_t *at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at)); }
    static inline Bytes lowNibbles(Bytes w) { return _mm256_and_si256(w, _mm256_set1_epi8(15)); }
    static inline Bytes highNibbles(Bytes w) { return _mm256_and_si256(_mm256_srli_epi16(w, 4), _mm256_set1_epi8(15)); }
    template <int half> static inline Bytes nibbles(Bytes w) { return half == 0 ? lowNibbles(w) : highNibbles(w); }
    template <int at, int count> static inline Bytes field(Bytes w) {
        if constexpr (at > 0) w = _mm256_srli_epi16(w, at);
        return _mm256_and_si256(w, _mm256_set1_epi8((1 << count) - 1));
    }
    template <int g> static inline Bytes withHigh(Bytes low, Bytes bits) {
        const Bytes at = g == 0   ? _mm256_slli_epi16(bits, 4)
                         : g == 1 ? _mm256_slli_epi16(bits, 2)
                         : g == 2 ? bits
                                  : _mm256_srli_epi16(bits, 2);
        return _mm256_or_si256(low, _mm256_and_si256(at, _mm256_set1_epi8(0x30)));
    }
    template <int place, int g> static inline Bytes withBit(Bytes low, Bytes bits) {
        Bytes at = bits;
        if constexpr (g < place) at = _mm256_slli_epi16(bits, place - g);
        if constexpr (g > place) at = _mm256_srli_epi16(bits, g - place);
        return _mm256_or_si256(low, _mm256_and_si256(at, _mm256_set1_epi8(1 << place)));
    }
    static inline Bytes table(const uint8_t *values) {
        return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i *>(values)));
    }
    static inline Bytes look(Bytes table, Bytes indices) { return _mm256_shuffle_epi8(table, indices); }
    /** As signed bytes: products of unsigned bytes would not fit 16 bits. */
    static inline Bytes wideWeights(Bytes w) { return _mm256_xor_si256(w, _mm256_set1_epi8(-128)); }

    static inline __m256i four(const int8_t *q) {
        int32_t value;
        std::memcpy(&value, q, 4);
        return _mm256_set1_epi32(value);
    }
    static inline float largest(__m256 x) {
        __m128 most = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
        most = _mm_max_ps(most, _mm_movehl_ps(most, most));
        return _mm_cvtss_f32(_mm_max_ss(most, _mm_movehdup_ps(most)));
    }
    static inline int32_t total(__m256i x) {
        __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
        sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4e));
        return _mm_cvtsi128_si32(_mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xb1)));
    }
    static inline void round(const float *x, Block &block) {
        const __m256 sign = _mm256_set1_ps(-0.0f);
        __m256 of[4], mosts = _mm256_setzero_ps();
        __m256i q[4];
        for (int i = 0; i < 4; i++) {
            of[i] = _mm256_loadu_ps(x + 8 * i);
            mosts = _mm256_max_ps(mosts, _mm256_andnot_ps(sign, of[i]));
        }
        const float most = largest(mosts);
        const __m256 inverse = _mm256_set1_ps(most > 0 ? 127.0f / most : 0.0f);
        for (int i = 0; i < 4; i++) q[i] = _mm256_cvtps_epi32(_mm256_mul_ps(of[i], inverse));
        // Packing works within halves of registers, so that fours of values change places.
        const __m256i bytes = _mm256_packs_epi16(_mm256_packs_epi32(q[0], q[1]), _mm256_packs_epi32(q[2], q[3]));
        const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(block.q), _mm256_permutevar8x32_epi32(bytes, order));
        finishBlock(block, most, total(_mm256_add_epi32(q[0], q[1])), total(_mm256_add_epi32(q[2], q[3])));
    }
    static inline Ints noInts() { return _mm256_setzero_si256(); }
    template <int bits> static inline Ints shifted(const int32_t *n) {
        return _mm256_slli_epi32(_mm256_set1_epi32(*n), bits);
    }
    static inline Ints narrowStart(Ints) { return _mm256_setzero_si256(); }
    static inline Ints narrowAdd(Ints s, Bytes w, const int8_t *q) {
        return _mm256_add_epi16(s, _mm256_maddubs_epi16(w, four(q)));
    }
    static inline Ints narrowEnd(Ints s, Ints init) {
        return _mm256_add_epi32(init, _mm256_madd_epi16(s, _mm256_set1_epi16(1)));
    }
    /** 2 x 127 x 127 fits 16 bits too. */
    static inline Ints singleAdd(Ints s, Bytes w, const int8_t *q) {
        return narrowEnd(_mm256_maddubs_epi16(w, four(q)), s);
    }
    static inline Ints wideStart(const int32_t *) { return _mm256_setzero_si256(); }
    static inline Ints wideAdd(Ints s, Bytes w, const int8_t *q) {
        // |w| times q with the sign of w: both factors of maddubs are then below 129.
        const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(w), _mm256_sign_epi8(four(q), w));
        return _mm256_add_epi32(s, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
    }

    static inline Floats zero() { return _mm256_setzero_ps(); }
    static inline Floats loadFloats(const float *at) { return _mm256_loadu_ps(at); }
    static inline Floats floats(Ints s) { return _mm256_cvtepi32_ps(s); }
    static inline Floats broadcast(const float *x) { return _mm256_set1_ps(*x); }
    static inline Floats add(Floats a, Floats b) { return _mm256_add_ps(a, b); }
    static inline float total(Floats x) {
        __m128 sum = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
        sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
        return _mm_cvtss_f32(_mm_add_ss(sum, _mm_movehdup_ps(sum)));
    }
    static inline Floats mul(Floats a, Floats b) { return _mm256_mul_ps(a, b); }
    static inline Floats fma(Floats a, Floats b, Floats c) { return _mm256_fmadd_ps(a, b, c); }
    static inline Floats minusProduct(Floats a, Floats b, Floats c) { return _mm256_fnmadd_ps(a, b, c); }
    static inline Floats addPairs(Floats sum, Bytes w, const uint8_t *pair) {
        const Floats first = _mm256_castsi256_ps(_mm256_slli_epi32(w, 16));
        const Floats second = _mm256_castsi256_ps(_mm256_and_si256(w, _mm256_set1_epi32(-65536)));
        sum = fma(first, _mm256_set1_ps(firstOfPair(pair)), sum);
        return fma(second, _mm256_set1_ps(secondOfPair(pair)), sum);
    }
    static inline Floats halves(const uint8_t *at) {
        return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at)));
    }
    static inline __m128i eight(const uint8_t *at) { return _mm_loadl_epi64(reinterpret_cast<const __m128i *>(at)); }
    static inline Floats unsignedBytes(const uint8_t *at) { return floats(_mm256_cvtepu8_epi32(eight(at))); }
    template <int half> static inline Floats nibbles(const uint8_t *at) {
        const __m128i shifted = _mm_srli_epi16(eight(at), 4 * half);
        return floats(_mm256_cvtepu8_epi32(_mm_and_si128(shifted, _mm_set1_epi8(15))));
    }
    static inline Floats signedBytes(const uint8_t *at) { return floats(_mm256_cvtepi8_epi32(eight(at))); }
    static inline Floats halvedPowers(const uint8_t *at) {
        const __m128i exponents = _mm_subs_epu8(eight(at), _mm_set1_epi8(1));
        return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu8_epi32(exponents), 23));
    }
    static inline void store(float *out, Floats x) { _mm256_storeu_ps(out, x); }
};

bool available() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}

/** 12 sums beside two weights, activations and a product take all registers. */
constexpr Variant made = makeVariant<Doubled<Avx2, 6>>("avx2", available);

} // namespace

const Variant *const avx2Variant = &made;
} // namespace fulgur
#else
namespace fulgur {
const Variant *const avx2Variant = nullptr;
}
#endif
