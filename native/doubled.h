// The vector type of a variant for twice the columns: each operation on two registers. Both meet the same activations, which
// are loaded once.
#pragma once
#include "tiles.h"
#include "two.h"

namespace fulgur {
namespace {

/** `rows`: whose sums registers hold together. */
template <class V, int rows> struct Doubled {
    static constexpr int W = 2 * V::W;
    static constexpr int rowsAtOnce = rows;
    static constexpr int turns = 1;
    using Bytes = Two<typename V::Bytes>;
    using Ints = Two<typename V::Ints>;
    using Floats = Two<typename V::Floats>;
    template <int R, Products products> using Sums = RowSums<Doubled, R, products>;

    static inline Bytes load(const uint8_t *at) { return {V::load(at), V::load(at + 4 * V::W)}; }
    static inline Bytes lowNibbles(Bytes w) { return {V::lowNibbles(w.low), V::lowNibbles(w.high)}; }
    static inline Bytes highNibbles(Bytes w) { return {V::highNibbles(w.low), V::highNibbles(w.high)}; }
    template <int half> static inline Bytes nibbles(Bytes w) { return half == 0 ? lowNibbles(w) : highNibbles(w); }
    template <int at, int count> static inline Bytes field(Bytes w) {
        return {V::template field<at, count>(w.low), V::template field<at, count>(w.high)};
    }
    template <int g> static inline Bytes withHigh(Bytes low, Bytes bits) {
        return {V::template withHigh<g>(low.low, bits.low), V::template withHigh<g>(low.high, bits.high)};
    }
    template <int place, int g> static inline Bytes withBit(Bytes low, Bytes bits) {
        return {V::template withBit<place, g>(low.low, bits.low), V::template withBit<place, g>(low.high, bits.high)};
    }
    static inline Bytes table(const uint8_t *values) { return {V::table(values), V::table(values)}; }
    static inline Bytes look(Bytes table, Bytes indices) {
        return {V::look(table.low, indices.low), V::look(table.high, indices.high)};
    }
    static inline Bytes wideWeights(Bytes w) { return {V::wideWeights(w.low), V::wideWeights(w.high)}; }

    static inline void round(const float *x, Block &block) { V::round(x, block); }
    static inline Ints noInts() { return {V::noInts(), V::noInts()}; }
    template <int bits> static inline Ints shifted(const int32_t *n) {
        return {V::template shifted<bits>(n), V::template shifted<bits>(n)};
    }
    static inline Ints narrowStart(Ints init) { return {V::narrowStart(init.low), V::narrowStart(init.high)}; }
    static inline Ints narrowAdd(Ints s, Bytes w, const int8_t *q) {
        return {V::narrowAdd(s.low, w.low, q), V::narrowAdd(s.high, w.high, q)};
    }
    static inline Ints narrowEnd(Ints s, Ints init) {
        return {V::narrowEnd(s.low, init.low), V::narrowEnd(s.high, init.high)};
    }
    static inline Ints singleAdd(Ints s, Bytes w, const int8_t *q) {
        return {V::singleAdd(s.low, w.low, q), V::singleAdd(s.high, w.high, q)};
    }
    static inline Ints wideStart(const int32_t *minusAll) { return {V::wideStart(minusAll), V::wideStart(minusAll)}; }
    static inline Ints wideAdd(Ints s, Bytes w, const int8_t *q) {
        return {V::wideAdd(s.low, w.low, q), V::wideAdd(s.high, w.high, q)};
    }

    static inline Floats zero() { return {V::zero(), V::zero()}; }
    static inline Floats loadFloats(const float *at) { return {V::loadFloats(at), V::loadFloats(at + V::W)}; }
    static inline Floats floats(Ints s) { return {V::floats(s.low), V::floats(s.high)}; }
    static inline Floats broadcast(const float *x) { return {V::broadcast(x), V::broadcast(x)}; }
    static inline Floats add(Floats a, Floats b) { return {V::add(a.low, b.low), V::add(a.high, b.high)}; }
    static inline float total(Floats x) { return V::total(V::add(x.low, x.high)); }
    static inline Floats mul(Floats a, Floats b) { return {V::mul(a.low, b.low), V::mul(a.high, b.high)}; }
    static inline Floats fma(Floats a, Floats b, Floats c) {
        return {V::fma(a.low, b.low, c.low), V::fma(a.high, b.high, c.high)};
    }
    static inline Floats minusProduct(Floats a, Floats b, Floats c) {
        return {V::minusProduct(a.low, b.low, c.low), V::minusProduct(a.high, b.high, c.high)};
    }
    static inline Floats addPairs(Floats sum, Bytes w, const uint8_t *pair) {
        return {V::addPairs(sum.low, w.low, pair), V::addPairs(sum.high, w.high, pair)};
    }
    static inline Floats halves(const uint8_t *at) { return {V::halves(at), V::halves(at + 2 * V::W)}; }
    static inline Floats unsignedBytes(const uint8_t *at) { return {V::unsignedBytes(at), V::unsignedBytes(at + V::W)}; }
    static inline Floats signedBytes(const uint8_t *at) { return {V::signedBytes(at), V::signedBytes(at + V::W)}; }
    template <int half> static inline Floats nibbles(const uint8_t *at) {
        return {V::template nibbles<half>(at), V::template nibbles<half>(at + V::W)};
    }
    static inline Floats halvedPowers(const uint8_t *at) { return {V::halvedPowers(at), V::halvedPowers(at + V::W)}; }
    static inline void store(float *out, Floats x) {
        V::store(out, x.low);
        V::store(out + V::W, x.high);
    }
};

} // namespace
} // namespace fulgur
