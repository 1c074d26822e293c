// 64-bit Arm with the dot product instructions: 8 columns at a time.
#pragma once
#include "make-variant.h"
#include "two.h"
#include <arm_neon.h>
#if defined(__linux__)
#include <sys/auxv.h>
#elif defined(__APPLE__)
#include <sys/sysctl.h>
#endif

namespace fulgur {
namespace {

struct Neon {
    static constexpr int W = 8;
    static constexpr int rowsAtOnce = rowsMax;
    static constexpr int turns = 1;
    using Bytes = Two<uint8x16_t>;
    using Ints = Two<int32x4_t>;
    using Floats = Two<float32x4_t>;
    template <int R, Products products> using Sums = RowSums<Neon, R, products>;

    static inline Bytes load(const uint8_t *at) { return {vld1q_u8(at), vld1q_u8(at + 16)}; }
    static inline Bytes lowNibbles(Bytes w) {
        const uint8x16_t mask = vdupq_n_u8(15);
        return {vandq_u8(w.low, mask), vandq_u8(w.high, mask)};
    }
    static inline Bytes highNibbles(Bytes w) { return {vshrq_n_u8(w.low, 4), vshrq_n_u8(w.high, 4)}; }
    template <int half> static inline Bytes nibbles(Bytes w) { return half == 0 ? lowNibbles(w) : highNibbles(w); }
    template <int at, int count> static inline uint8x16_t fieldOf(uint8x16_t w) {
        if constexpr (at > 0) w = vshrq_n_u8(w, at);
        return vandq_u8(w, vdupq_n_u8((1 << count) - 1));
    }
    template <int at, int count> static inline Bytes field(Bytes w) {
        return {fieldOf<at, count>(w.low), fieldOf<at, count>(w.high)};
    }
    template <int g> static inline uint8x16_t high(uint8x16_t bits) {
        const uint8x16_t at = g == 0   ? vshlq_n_u8(bits, 4)
                              : g == 1 ? vshlq_n_u8(bits, 2)
                              : g == 2 ? bits
                                       : vshrq_n_u8(bits, 2);
        return vandq_u8(at, vdupq_n_u8(0x30));
    }
    template <int g> static inline Bytes withHigh(Bytes low, Bytes bits) {
        return {vorrq_u8(low.low, high<g>(bits.low)), vorrq_u8(low.high, high<g>(bits.high))};
    }
    template <int place, int g> static inline uint8x16_t bit(uint8x16_t bits) {
        uint8x16_t at = bits;
        if constexpr (g < place) at = vshlq_n_u8(bits, place - g);
        if constexpr (g > place) at = vshrq_n_u8(bits, g - place);
        return vandq_u8(at, vdupq_n_u8(1 << place));
    }
    template <int place, int g> static inline Bytes withBit(Bytes low, Bytes bits) {
        return {vorrq_u8(low.low, bit<place, g>(bits.low)), vorrq_u8(low.high, bit<place, g>(bits.high))};
    }
    static inline Bytes table(const uint8_t *values) { return {vld1q_u8(values), vld1q_u8(values)}; }
    static inline Bytes look(Bytes table, Bytes indices) {
        return {vqtbl1q_u8(table.low, indices.low), vqtbl1q_u8(table.high, indices.high)};
    }
    /** As signed bytes, which the instruction wants. */
    static inline Bytes wideWeights(Bytes w) {
        const uint8x16_t top = vdupq_n_u8(128);
        return {veorq_u8(w.low, top), veorq_u8(w.high, top)};
    }

    static inline void round(const float *x, Block &block) { roundBlock(x, block); }
    static inline Ints noInts() { return {vdupq_n_s32(0), vdupq_n_s32(0)}; }
    template <int bits> static inline Ints shifted(const int32_t *n) {
        const int32x4_t one = vshlq_n_s32(vld1q_dup_s32(n), bits);
        return {one, one};
    }
    static inline Ints narrowStart(Ints init) { return init; }
    static inline Ints narrowAdd(Ints s, Bytes w, const int8_t *q) {
        int32_t value;
        std::memcpy(&value, q, 4);
        const int8x16_t four = vreinterpretq_s8_s32(vdupq_n_s32(value));
        return {vdotq_s32(s.low, vreinterpretq_s8_u8(w.low), four),
                vdotq_s32(s.high, vreinterpretq_s8_u8(w.high), four)};
    }
    static inline Ints narrowEnd(Ints s, Ints) { return s; }
    static inline Ints singleAdd(Ints s, Bytes w, const int8_t *q) { return narrowAdd(s, w, q); }
    static inline Ints wideStart(const int32_t *) { return noInts(); }
    static inline Ints wideAdd(Ints s, Bytes w, const int8_t *q) { return narrowAdd(s, w, q); }

    static inline Floats zero() { return {vdupq_n_f32(0), vdupq_n_f32(0)}; }
    static inline Floats loadFloats(const float *at) { return {vld1q_f32(at), vld1q_f32(at + 4)}; }
    static inline Floats floats(Ints s) { return {vcvtq_f32_s32(s.low), vcvtq_f32_s32(s.high)}; }
    static inline Floats broadcast(const float *x) {
        const float32x4_t one = vld1q_dup_f32(x);
        return {one, one};
    }
    static inline Floats add(Floats a, Floats b) { return {vaddq_f32(a.low, b.low), vaddq_f32(a.high, b.high)}; }
    static inline float total(Floats x) { return vaddvq_f32(vaddq_f32(x.low, x.high)); }
    static inline Floats mul(Floats a, Floats b) { return {vmulq_f32(a.low, b.low), vmulq_f32(a.high, b.high)}; }
    static inline Floats fma(Floats a, Floats b, Floats c) {
        return {vfmaq_f32(c.low, a.low, b.low), vfmaq_f32(c.high, a.high, b.high)};
    }
    static inline Floats minusProduct(Floats a, Floats b, Floats c) {
        return {vfmsq_f32(c.low, a.low, b.low), vfmsq_f32(c.high, a.high, b.high)};
    }
    static inline Floats addPairs(Floats sum, Bytes w, const uint8_t *pair) {
        const uint32x4_t low = vreinterpretq_u32_u8(w.low), high = vreinterpretq_u32_u8(w.high);
        const float first = firstOfPair(pair), second = secondOfPair(pair);
        const uint32x4_t top = vdupq_n_u32(0xffff0000u);
        sum.low = vfmaq_n_f32(sum.low, vreinterpretq_f32_u32(vshlq_n_u32(low, 16)), first);
        sum.high = vfmaq_n_f32(sum.high, vreinterpretq_f32_u32(vshlq_n_u32(high, 16)), first);
        sum.low = vfmaq_n_f32(sum.low, vreinterpretq_f32_u32(vandq_u32(low, top)), second);
        sum.high = vfmaq_n_f32(sum.high, vreinterpretq_f32_u32(vandq_u32(high, top)), second);
        return sum;
    }
    static inline Floats halves(const uint8_t *at) {
        const float16x8_t all = vreinterpretq_f16_u8(vld1q_u8(at));
        return {vcvt_f32_f16(vget_low_f16(all)), vcvt_high_f32_f16(all)};
    }
    template <int half> static inline Floats nibbles(const uint8_t *at) {
        const uint8x8_t w = vld1_u8(at);
        return unsignedBytes(half == 0 ? vand_u8(w, vdup_n_u8(15)) : vshr_n_u8(w, 4));
    }
    static inline Floats unsignedBytes(const uint8_t *at) { return unsignedBytes(vld1_u8(at)); }
    static inline Floats unsignedBytes(uint8x8_t bytes) {
        const uint16x8_t all = vmovl_u8(bytes);
        return {vcvtq_f32_u32(vmovl_u16(vget_low_u16(all))), vcvtq_f32_u32(vmovl_high_u16(all))};
    }
    static inline Floats signedBytes(const uint8_t *at) {
        const int16x8_t all = vmovl_s8(vreinterpret_s8_u8(vld1_u8(at)));
        return {vcvtq_f32_s32(vmovl_s16(vget_low_s16(all))), vcvtq_f32_s32(vmovl_high_s16(all))};
    }
    static inline Floats halvedPowers(const uint8_t *at) {
        const uint16x8_t all = vmovl_u8(vqsub_u8(vld1_u8(at), vdup_n_u8(1)));
        return {vreinterpretq_f32_u32(vshlq_n_u32(vmovl_u16(vget_low_u16(all)), 23)),
                vreinterpretq_f32_u32(vshlq_n_u32(vmovl_high_u16(all), 23))};
    }
    static inline void store(float *out, Floats x) {
        vst1q_f32(out, x.low);
        vst1q_f32(out + 4, x.high);
    }
};

} // namespace
} // namespace fulgur
