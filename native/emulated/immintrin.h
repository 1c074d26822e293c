// In place of the compiler's header: AVX-512 in plain code, by SIMDe (https://github.com/simd-everywhere/simde), so that its
// kernels can be tested on a processor without it. Found first with `-I native/emulated`.
#pragma once
#define SIMDE_NO_NATIVE
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <cstdint>
#include <cstring>
#include <simde/x86/avx512.h>

/** The emulated processor has everything. */
#define __builtin_cpu_supports(feature) 1

// Conversions of 16 lanes, and what becomes of all of them: SIMDe's 0.7 lacks these, later ones name theirs by macros.
#undef _mm512_cvtepi32_epi8
#undef _mm512_cvtepi32_ps
#undef _mm512_cvtepi8_epi32
#undef _mm512_cvtepu8_epi32
#undef _mm512_cvtph_ps
#undef _mm512_cvtps_epi32
#undef _mm512_reduce_add_epi32
#undef _mm512_reduce_add_ps
#undef _mm512_reduce_max_ps

template <class T> struct Lanes16 {
    T of[16];
};

template <class To, class From> inline To sameBits(const From &from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

template <class Register, class To, class From> inline Register converted(const Lanes16<From> &from) {
    Lanes16<To> to;
    for (int i = 0; i < 16; i++) to.of[i] = static_cast<To>(from.of[i]);
    return sameBits<Register>(to);
}

template <class T> inline T totalOf(const Lanes16<T> &lanes) {
    T sum = 0;
    for (const T value : lanes.of) sum += value;
    return sum;
}

inline __m128i _mm512_cvtepi32_epi8(__m512i x) { return converted<__m128i, int8_t>(sameBits<Lanes16<int32_t>>(x)); }
inline __m512 _mm512_cvtepi32_ps(__m512i x) { return converted<__m512, float>(sameBits<Lanes16<int32_t>>(x)); }
inline __m512i _mm512_cvtepi8_epi32(__m128i x) { return converted<__m512i, int32_t>(sameBits<Lanes16<int8_t>>(x)); }
inline __m512i _mm512_cvtepu8_epi32(__m128i x) { return converted<__m512i, int32_t>(sameBits<Lanes16<uint8_t>>(x)); }
inline __m512 _mm512_cvtph_ps(__m256i x) { return converted<__m512, float>(sameBits<Lanes16<_Float16>>(x)); }

/** To the nearest, to even where two are equally near. */
inline __m512i _mm512_cvtps_epi32(__m512 x) {
    auto lanes = sameBits<Lanes16<float>>(x);
    for (float &value : lanes.of) value = __builtin_nearbyintf(value);
    return converted<__m512i, int32_t>(lanes);
}

inline int32_t _mm512_reduce_add_epi32(__m512i x) { return totalOf(sameBits<Lanes16<int32_t>>(x)); }
inline float _mm512_reduce_add_ps(__m512 x) { return totalOf(sameBits<Lanes16<float>>(x)); }
inline float _mm512_reduce_max_ps(__m512 x) {
    const auto lanes = sameBits<Lanes16<float>>(x);
    float most = lanes.of[0];
    for (const float value : lanes.of) most = value > most ? value : most;
    return most;
}
