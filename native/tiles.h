// The sums of one tile: 32 k of 16 columns, whole numbers times the rounded activations of a few rows.
//
// A variant's V handles W of the columns at a time:
//   Bytes    4 W weights as bytes, four of each column
//   Ints     W sums
//   rowsAtOnce   rows whose sums registers hold together, at most rowsMax
//   Sums<R, products>  the products of R rows, taken 8 k at a time: RowSums, or what the variant has of its own
#pragma once
#include "tables.h"
#include "variant.h"

namespace fulgur {
namespace {

inline const Block &block(const Row *rows, int r, int64_t b) { return reinterpret_cast<const Block *>(rows[r])[b]; }

/**
 * Sums row by row; of narrow ones at most 4 additions of up to 4-bit, 2 of 5-bit and 1 of 6-bit weights lie between start and
 * end. Both take what the sums of row r begin with as `first(r)`: a variant asks for it where it needs it, so that it keeps
 * no register in between.
 */
template <class V, int R, Products products> struct RowSums {
    typename V::Ints of[R];

    template <class First> inline void start(First first) {
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) of[r] = isNarrow ? V::narrowStart(first(r)) : first(r);
    }
    /** Adds the products of k to k + 3 (`first`) and of k + 4 to k + 7. */
    inline void add(typename V::Bytes first, typename V::Bytes second, const Row *rows, int64_t b, int k) {
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) of[r] = addFour(of[r], first, block(rows, r, b).q + k);
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) of[r] = addFour(of[r], second, block(rows, r, b).q + k + 4);
    }
    template <class First> inline void end(First first, typename V::Ints *sums) const {
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) sums[r] = isNarrow ? V::narrowEnd(of[r], first(r)) : of[r];
    }

  private:
    static constexpr bool isNarrow = products == Products::narrow;
    static inline typename V::Ints addFour(typename V::Ints sum, typename V::Bytes w, const int8_t *q) {
        if constexpr (isNarrow) return V::narrowAdd(sum, w, q);
        else if constexpr (products == Products::single) return V::singleAdd(sum, w, q);
        else return V::wideAdd(sum, w, q);
    }
};

/**
 * What the sums begin with where weights are stored as q + 2^bits: `minus` is less the sum of the activations that they meet.
 * 0 bits stand for weights as they are.
 */
template <class V, int bits, int32_t Block::*minus = &Block::minusAll> struct Offset {
    const Row *rows;
    int64_t b;
    inline typename V::Ints operator()(int r) const {
        if constexpr (bits == 0) return V::noInts();
        else return V::template shifted<bits>(&(block(rows, r, b).*minus));
    }
};

/** The same for one half of a tile's k (16 values). */
template <class V, int half, int bits>
using HalfOffset = Offset<V, bits, half == 0 ? &Block::minusFirst : &Block::minusSecond>;

/** The same for weights of 8 bits, stored as q + 128. */
template <class V> struct WideOffset {
    const Row *rows;
    int64_t b;
    inline typename V::Ints operator()(int r) const { return V::wideStart(&block(rows, r, b).minusAll); }
};

/** Sums go on from those of an earlier part. */
template <class V> struct Before {
    const typename V::Ints *sums;
    inline typename V::Ints operator()(int r) const { return sums[r]; }
};

template <class V> struct Pair {
    typename V::Bytes first, second;
};
/** The bytes of k from 4 g on, and those that follow. */
template <class V> inline Pair<V> loadPair(const uint8_t *tile, int g) {
    return {V::load(tile + 64 * g), V::load(tile + 64 * g + 64)};
}

template <int offsetBits> struct Nibbles {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        const Offset<V, offsetBits> offset{rows, b};
        typename V::template Sums<R, Products::narrow> s;
        s.start(offset);
#pragma GCC unroll 2
        for (int g = 0; g < 4; g += 2) {
            const auto both = loadPair<V>(tile, g);
            s.add(V::lowNibbles(both.first), V::lowNibbles(both.second), rows, b, 4 * g);
            s.add(V::highNibbles(both.first), V::highNibbles(both.second), rows, b, 16 + 4 * g);
        }
        s.end(offset, sums);
    }
};

template <int offsetBits> struct Fives {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        const auto bits = V::load(tile + nibbleBytes);
        part<V, R, 0>(tile, bits, rows, b, Offset<V, offsetBits>{rows, b}, sums);
        part<V, R, 2>(tile, bits, rows, b, Before<V>{sums}, sums);
    }

  private:
    template <class V, int R, int g, class First>
    static inline void part(const uint8_t *tile, typename V::Bytes bits, const Row *rows, int64_t b, First first,
                            typename V::Ints *sums) {
        typename V::template Sums<R, Products::narrow> s;
        s.start(first);
        const auto both = loadPair<V>(tile, g);
        s.add(V::template withBit<4, g>(V::lowNibbles(both.first), bits),
              V::template withBit<4, g + 1>(V::lowNibbles(both.second), bits), rows, b, 4 * g);
        s.add(V::template withBit<4, 4 + g>(V::highNibbles(both.first), bits),
              V::template withBit<4, 5 + g>(V::highNibbles(both.second), bits), rows, b, 16 + 4 * g);
        s.end(first, sums);
    }
};

/** Nibbles are indices into a table, whose narrow values allow `addsAtOnce` additions between start and end. */
template <class Table, int addsAtOnce = 2> struct Looked {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        if constexpr (Table::products == Products::wide) {
            run<V, R>(V::wideWeights(V::table(Table::of)), tile, rows, b, WideOffset<V>{rows, b}, sums);
        } else {
            run<V, R>(V::table(Table::of), tile, rows, b, Offset<V, Table::offsetBits>{rows, b}, sums);
        }
    }

  private:
    template <class V, int R, class First>
    static inline void run(typename V::Bytes table, const uint8_t *tile, const Row *rows, int64_t b, First first,
                           typename V::Ints *sums) {
        part<V, R>(table, loadPair<V>(tile, 0), rows, b, 0, first, sums);
        part<V, R>(table, loadPair<V>(tile, 2), rows, b, 8, Before<V>{sums}, sums);
    }
    template <class V, int R, class First>
    static inline void part(typename V::Bytes table, Pair<V> both, const Row *rows, int64_t b, int k, First first,
                            typename V::Ints *sums) {
        typename V::template Sums<R, Table::products> s;
        s.start(first);
        s.add(V::look(table, V::lowNibbles(both.first)), V::look(table, V::lowNibbles(both.second)), rows, b, k);
        if constexpr (addsAtOnce == 1) {
            s.end(first, sums);
            s.start(Before<V>{sums});
        }
        s.add(V::look(table, V::highNibbles(both.first)), V::look(table, V::highNibbles(both.second)), rows, b, 16 + k);
        if constexpr (addsAtOnce == 1) s.end(Before<V>{sums}, sums);
        else s.end(first, sums);
    }
};

struct Eights {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        const WideOffset<V> offset{rows, b};
        typename V::template Sums<R, Products::wide> s;
        s.start(offset);
#pragma GCC unroll 4
        for (int g = 0; g < 8; g += 2) {
            const auto both = loadPair<V>(tile, g);
            s.add(V::wideWeights(both.first), V::wideWeights(both.second), rows, b, 4 * g);
        }
        s.end(offset, sums);
    }
};

/** 2-bit weights, for one half of a tile's k. */
template <int half> struct Twos {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        const auto pairs = V::load(tile + 64 * half);
        const Offset<V, 0> none{rows, b};
        typename V::template Sums<R, Products::narrow> s;
        s.start(none);
        s.add(V::template field<0, 2>(pairs), V::template field<2, 2>(pairs), rows, b, 16 * half);
        s.add(V::template field<4, 2>(pairs), V::template field<6, 2>(pairs), rows, b, 16 * half + 8);
        s.end(none, sums);
    }
};

/** 3-bit weights less 4, for one half of a tile's k. */
template <int half> struct Threes {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        const auto pairs = V::load(tile + 64 * half), bits = V::load(tile + bitPairBytes);
        const HalfOffset<V, half, 2> offset{rows, b};
        typename V::template Sums<R, Products::narrow> s;
        s.start(offset);
        s.add(weights<V, 0>(pairs, bits), weights<V, 1>(pairs, bits), rows, b, 16 * half);
        s.add(weights<V, 2>(pairs, bits), weights<V, 3>(pairs, bits), rows, b, 16 * half + 8);
        s.end(offset, sums);
    }

  private:
    template <class V, int g> static inline typename V::Bytes weights(typename V::Bytes pairs, typename V::Bytes bits) {
        return V::template withBit<2, 4 * half + g>(V::template field<2 * g, 2>(pairs), bits);
    }
};

/** Triples are indices into a table; `Half` takes one half of a tile's k. */
template <class Table> struct Triples {
    template <int half> struct Half {
        template <class V, int R>
        static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
            const HalfOffset<V, half, Table::offsetBits> offset{rows, b};
            const auto table = V::table(Table::of);
            const auto first = V::load(tile), second = V::load(tile + 64);
            typename V::template Sums<R, Table::products> s;
            s.start(offset);
            if constexpr (half == 0) {
                s.add(V::look(table, V::template field<0, 3>(first)), V::look(table, V::template field<3, 3>(first)), rows, b, 0);
                s.add(V::look(table, V::template field<0, 3>(second)), V::look(table, V::template field<3, 3>(second)), rows, b, 8);
            } else {
                const auto third = V::load(tile + 128);
                s.add(V::look(table, V::template field<0, 3>(third)), V::look(table, V::template field<3, 3>(third)), rows, b, 16);
                s.add(V::look(table, V::template withBit<2, 6>(V::template field<6, 2>(first), third)),
                      V::look(table, V::template withBit<2, 7>(V::template field<6, 2>(second), third)), rows, b, 24);
            }
            s.end(offset, sums);
        }
    };
};

/** 6-bit weights less 32, for one half of a tile's k. */
template <int half> struct Sixes {
    template <class V, int R> static inline void sums(const uint8_t *tile, const Row *rows, int64_t b, typename V::Ints *sums) {
        const auto bits = V::load(tile + nibbleBytes + 64 * half);
        part<V, R, 0>(tile, bits, rows, b, HalfOffset<V, half, 5>{rows, b}, sums);
        part<V, R, 2>(tile, bits, rows, b, Before<V>{sums}, sums);
    }

  private:
    template <class V, int R, int g, class First>
    static inline void part(const uint8_t *tile, typename V::Bytes bits, const Row *rows, int64_t b, First first,
                            typename V::Ints *sums) {
        typename V::template Sums<R, Products::narrow> s;
        s.start(first);
        const auto both = loadPair<V>(tile, g);
        s.add(V::template withHigh<g>(V::template nibbles<half>(both.first), bits),
              V::template withHigh<g + 1>(V::template nibbles<half>(both.second), bits), rows, b, 16 * half + 4 * g);
        s.end(first, sums);
    }
};

} // namespace
} // namespace fulgur
