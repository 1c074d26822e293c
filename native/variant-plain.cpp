// Any processor: loops over 16 columns. The yardstick for the other variants.
#include "half.h"
#include "make-variant.h"

namespace fulgur {
namespace {

template <class T, int n> struct Lanes {
    T of[n];
};

struct Plain {
    static constexpr int W = 16;
    static constexpr int rowsAtOnce = 1;
    static constexpr int turns = 2;
    using Bytes = Lanes<uint8_t, 64>;
    using Ints = Lanes<int32_t, 16>;
    using Floats = Lanes<float, 16>;
    template <int R, Products products> using Sums = RowSums<Plain, R, products>;

    static inline Bytes load(const uint8_t *at) {
        Bytes w;
        std::memcpy(w.of, at, 64);
        return w;
    }
    static inline Bytes lowNibbles(Bytes w) {
        for (auto &value : w.of) value &= 15;
        return w;
    }
    static inline Bytes highNibbles(Bytes w) {
        for (auto &value : w.of) value >>= 4;
        return w;
    }
    template <int half> static inline Bytes nibbles(Bytes w) { return half == 0 ? lowNibbles(w) : highNibbles(w); }
    template <int at, int count> static inline Bytes field(Bytes w) {
        for (auto &value : w.of) value = value >> at & ((1 << count) - 1);
        return w;
    }
    template <int g> static inline Bytes withHigh(Bytes low, const Bytes &bits) {
        for (int i = 0; i < 64; i++) low.of[i] |= static_cast<uint8_t>(((bits.of[i] >> (2 * g)) & 3) << 4);
        return low;
    }
    template <int place, int g> static inline Bytes withBit(Bytes low, const Bytes &bits) {
        for (int i = 0; i < 64; i++) low.of[i] |= static_cast<uint8_t>((bits.of[i] >> g & 1) << place);
        return low;
    }
    static inline Bytes table(const uint8_t *values) {
        Bytes all{};
        std::memcpy(all.of, values, 16);
        return all;
    }
    static inline Bytes look(const Bytes &table, Bytes indices) {
        for (auto &value : indices.of) value = table.of[value];
        return indices;
    }
    static inline void round(const float *x, Block &block) { roundBlock(x, block); }
    static inline Bytes wideWeights(Bytes w) { return w; }

    static inline Ints all(int32_t value) {
        Ints s;
        for (auto &lane : s.of) lane = value;
        return s;
    }
    static inline Ints noInts() { return all(0); }
    template <int bits> static inline Ints shifted(const int32_t *n) { return all(*n * (1 << bits)); }
    static inline Ints narrowStart(Ints init) { return init; }
    static inline Ints narrowAdd(Ints s, const Bytes &w, const int8_t *q) {
        for (int c = 0; c < W; c++) {
            for (int i = 0; i < 4; i++) s.of[c] += w.of[4 * c + i] * q[i];
        }
        return s;
    }
    static inline Ints narrowEnd(Ints s, Ints) { return s; }
    static inline Ints singleAdd(Ints s, const Bytes &w, const int8_t *q) { return narrowAdd(s, w, q); }
    static inline Ints wideStart(const int32_t *minusAll) { return shifted<7>(minusAll); }
    static inline Ints wideAdd(Ints s, const Bytes &w, const int8_t *q) { return narrowAdd(s, w, q); }

    static inline Floats broadcast(const float *x) {
        Floats f;
        for (auto &lane : f.of) lane = *x;
        return f;
    }
    static inline Floats zero() {
        const float nothing = 0;
        return broadcast(&nothing);
    }
    static inline Floats loadFloats(const float *at) {
        Floats f;
        std::memcpy(f.of, at, sizeof f.of);
        return f;
    }
    static inline Floats floats(const Ints &s) {
        Floats f;
        for (int c = 0; c < W; c++) f.of[c] = static_cast<float>(s.of[c]);
        return f;
    }
    static inline Floats mul(Floats a, const Floats &b) {
        for (int c = 0; c < W; c++) a.of[c] *= b.of[c];
        return a;
    }
    static inline Floats fma(const Floats &a, const Floats &b, Floats c) {
        for (int i = 0; i < W; i++) c.of[i] += a.of[i] * b.of[i];
        return c;
    }
    static inline Floats minusProduct(const Floats &a, const Floats &b, Floats c) {
        for (int i = 0; i < W; i++) c.of[i] -= a.of[i] * b.of[i];
        return c;
    }
    static inline Floats halves(const uint8_t *at) {
        Floats f;
        for (int c = 0; c < W; c++) f.of[c] = halfValue(at + 2 * c);
        return f;
    }
    static inline Floats unsignedBytes(const uint8_t *at) {
        Floats f;
        for (int c = 0; c < W; c++) f.of[c] = at[c];
        return f;
    }
    template <int half> static inline Floats nibbles(const uint8_t *at) {
        Floats f;
        for (int c = 0; c < W; c++) f.of[c] = at[c] >> (4 * half) & 15;
        return f;
    }
    static inline Floats signedBytes(const uint8_t *at) {
        Floats f;
        for (int c = 0; c < W; c++) f.of[c] = static_cast<int8_t>(at[c]);
        return f;
    }
    static inline Floats halvedPowers(const uint8_t *at) {
        Floats f;
        for (int c = 0; c < W; c++) {
            const uint32_t bits = at[c] > 0 ? (at[c] - 1u) << 23 : 0;
            std::memcpy(f.of + c, &bits, 4);
        }
        return f;
    }
    static inline Floats addPairs(Floats sum, const Bytes &w, const uint8_t *pair) {
        const float first = firstOfPair(pair), second = secondOfPair(pair);
        for (int c = 0; c < W; c++) {
            sum.of[c] += firstOfPair(w.of + 4 * c) * first;
            sum.of[c] += secondOfPair(w.of + 4 * c) * second;
        }
        return sum;
    }
    static inline Floats add(Floats a, const Floats &b) {
        for (int c = 0; c < W; c++) a.of[c] += b.of[c];
        return a;
    }
    static inline float total(const Floats &x) {
        float sum = 0;
        for (const float lane : x.of) sum += lane;
        return sum;
    }
    static inline void store(float *out, const Floats &x) { std::memcpy(out, x.of, sizeof x.of); }
};

bool available() { return true; }

constexpr Variant made = makeVariant<Plain>("plain", available);

} // namespace

const Variant *const plainVariant = &made;
} // namespace fulgur
