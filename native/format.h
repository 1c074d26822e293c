// Layouts of packed weights and of the activations that they meet.
//
// Weights: a strip holds 16 columns (rows of ggml's matrix) for all k. It is a sequence of tiles of 16 columns x 32 k; in
// a tile, byte 64 g + 4 c + i belongs to column c and to k = 4 g + i, so that one 64-byte load holds four values of each
// column and meets four activations that all columns share. Nibbles take 256 bytes: a byte's low nibble is k, its high
// nibble k + 16. A fifth bit takes 64 bytes more: bit g of byte 4 c + i is that of k = 4 g + i.
//   two        8 tiles share 16 scales and 16 minima (f16, before them); 128 bytes of pairs of bits (byte 64 h + 4 c + i, bits
//              2 g and 2 g + 1: k = 16 h + 4 g + i), then 2 x 16 bytes, one for each half of its k: the low nibble is an
//              integer scale, the high one an integer minimum. value = (d sc) q - (dmin m)
//   three      8 tiles share 16 scales (f16, before them); 128 bytes of pairs of bits, third bits as fifth ones, then 2 x 16
//              integer scales (i8), one for each half of its k. value = (d sc) (q - 4)
//   four       nibbles, 16 scales (f16). value = s (q - 8)
//   fourPlus   nibbles, 16 scales, 16 minima (f16). value = s q - m
//   fourMin    8 tiles share 16 scales and 16 minima (f16, before them); nibbles, 16 integer scales and 16 integer minima
//              (u8). value = (d sc) q - (dmin m)
//   five       nibbles, fifth bits, 16 scales (f16). value = s (q - 16)
//   fivePlus, fiveMin  as fourPlus and fourMin, with fifth bits behind the nibbles
//   six        8 tiles share 16 scales (f16, before them); nibbles, their high 2 bits as pairs of bits, then 2 x 16 integer
//              scales (i8), one for each half of its k. value = (d sc) (q - 32)
//   eight      512 bytes, 16 scales (f16). value = s (q - 128)
//   curve      nibbles, 16 scales (f16). value = s table[q], the table IQ4_NL's
//   curveSuper 8 tiles share 16 scales (f16, before them); nibbles, 16 integer scales (i8). value = (d sc) table[q]
//   tiny       nibbles, 16 exponents (u8). value = 2^(e - 128) table[q], the table twice the values of 4-bit floats
//   gridOne, gridTwo  8 tiles share 16 scales (f16, before them); triples, then 16 bytes, whose low nibble is an integer scale
//              for the first half of k, the high one that for the second. value = (d (2 sc + 1)) table[q], each with a table
//              of its own (tables.h)
//   gridThree, gridThreeOdd  8 tiles share 16 scales (f16, before them); nibbles, 16 integer scales (u8, below 16).
//              value = (d (2 sc + 1)) table[q], likewise
//   brain      16 times 64 bytes: bytes 64 p + 4 c are the bf16 values of column c at k = 2 p and 2 p + 1
//   half       32 times 32 bytes: bytes 32 i + 2 c are the f16 value of column c at k = i
//
// Triples of bits take 192 bytes: byte 64 p + 4 c + i has that of k = 8 p + i in bits 0 to 2 and that of k = 8 p + 4 + i in
// bits 3 to 5. Bits 6 and 7 are left for the last eight k: with p = 0 the low two of k = 24 + i, with p = 1 those of
// k = 28 + i, and with p = 2 the third of k = 24 + i, then that of k = 28 + i.
//
// Rows of activations are sequences of blocks of 32: `Block` for the formats of whole numbers, 32 bf16 for brain, 32
// floats for half.
#pragma once
#include <cstdint>

namespace fulgur {

constexpr int columns = 16;
constexpr int blockK = 32;
constexpr int superK = 256;
/** Most rows that a kernel takes at once. */
constexpr int rowsMax = 8;

enum Format {
    two,
    three,
    four,
    fourPlus,
    fourMin,
    five,
    fivePlus,
    fiveMin,
    six,
    eight,
    curve,
    curveSuper,
    tiny,
    gridOne,
    gridTwo,
    gridThree,
    gridThreeOdd,
    brain,
    half,
    formats
};

/** 32 activations of a row: value i is d * q[i]. */
struct Block {
    int8_t q[blockK];
    float d;
    /** d times the sum of q. */
    float sum;
    /** Less the sum of q, and of its first and second half. */
    int32_t minusAll;
    int32_t minusFirst;
    int32_t minusSecond;
};

/** Bytes of the parts of a tile's weights: nibbles, single bits, pairs and triples of bits, whole bytes, floats of two bytes. */
constexpr int64_t nibbleBytes = 256;
constexpr int64_t bitBytes = 64;
constexpr int64_t bitPairBytes = 128;
constexpr int64_t tripleBytes = 192;
constexpr int64_t wideBytes = 512;
constexpr int64_t floatTile = 2 * blockK * columns;
/** Bytes of a scale of each column: whole and in half precision. */
constexpr int64_t byteScales = columns;
constexpr int64_t halfScales = 2 * columns;

/** Bytes of a tile's weights, of the scales behind them, and of what comes before 8 tiles that share it. */
struct Layout {
    int64_t weights, scales, header;
    constexpr int64_t tile() const { return weights + scales; }
};
constexpr Layout layouts[formats] = {
    /* two */ {bitPairBytes, 2 * byteScales, 2 * halfScales},
    /* three */ {bitPairBytes + bitBytes, 2 * byteScales, halfScales},
    /* four */ {nibbleBytes, halfScales, 0},
    /* fourPlus */ {nibbleBytes, 2 * halfScales, 0},
    /* fourMin */ {nibbleBytes, 2 * byteScales, 2 * halfScales},
    /* five */ {nibbleBytes + bitBytes, halfScales, 0},
    /* fivePlus */ {nibbleBytes + bitBytes, 2 * halfScales, 0},
    /* fiveMin */ {nibbleBytes + bitBytes, 2 * byteScales, 2 * halfScales},
    /* six */ {nibbleBytes + bitPairBytes, 2 * byteScales, halfScales},
    /* eight */ {wideBytes, halfScales, 0},
    /* curve */ {nibbleBytes, halfScales, 0},
    /* curveSuper */ {nibbleBytes, byteScales, halfScales},
    /* tiny */ {nibbleBytes, byteScales, 0},
    /* gridOne */ {tripleBytes, byteScales, halfScales},
    /* gridTwo */ {tripleBytes, byteScales, halfScales},
    /* gridThree */ {nibbleBytes, byteScales, halfScales},
    /* gridThreeOdd */ {nibbleBytes, byteScales, halfScales},
    /* brain */ {floatTile, 0, 0},
    /* half */ {floatTile, 0, 0},
};

/** ggml's numbers of the types that are packed. */
enum GgmlType {
    ggmlF16 = 1,
    ggmlQ4_0 = 2,
    ggmlQ4_1 = 3,
    ggmlQ5_0 = 6,
    ggmlQ5_1 = 7,
    ggmlQ8_0 = 8,
    ggmlQ2_K = 10,
    ggmlQ3_K = 11,
    ggmlQ4_K = 12,
    ggmlQ5_K = 13,
    ggmlQ6_K = 14,
    ggmlIQ2_XXS = 16,
    ggmlIQ2_XS = 17,
    ggmlIQ3_XXS = 18,
    ggmlIQ1_S = 19,
    ggmlIQ4_NL = 20,
    ggmlIQ3_S = 21,
    ggmlIQ2_S = 22,
    ggmlIQ4_XS = 23,
    ggmlIQ1_M = 29,
    ggmlBF16 = 30,
    ggmlTQ1_0 = 34,
    ggmlTQ2_0 = 35,
    ggmlMXFP4 = 39
};

/** The format that holds a ggml type; `formats` when none does. */
inline Format formatOf(int32_t ggmlType) {
    switch (ggmlType) {
    case ggmlTQ1_0:
    case ggmlTQ2_0:
    case ggmlQ2_K: return two;
    case ggmlQ3_K: return three;
    case ggmlQ4_0: return four;
    case ggmlQ4_1: return fourPlus;
    case ggmlQ4_K: return fourMin;
    case ggmlQ5_0: return five;
    case ggmlQ5_1: return fivePlus;
    case ggmlQ5_K: return fiveMin;
    case ggmlQ6_K: return six;
    case ggmlQ8_0: return eight;
    case ggmlIQ4_NL: return curve;
    case ggmlIQ4_XS: return curveSuper;
    case ggmlMXFP4: return tiny;
    case ggmlIQ1_S:
    case ggmlIQ1_M: return gridOne;
    case ggmlIQ2_XXS:
    case ggmlIQ2_XS:
    case ggmlIQ2_S: return gridTwo;
    case ggmlIQ3_XXS: return gridThree;
    case ggmlIQ3_S: return gridThreeOdd;
    case ggmlBF16: return brain;
    case ggmlF16: return half;
    default: return formats;
    }
}

inline bool isSuper(Format format) { return layouts[format].header > 0; }

inline int64_t stripBytes(Format format, int64_t k) {
    if (format == formats) return 0;
    const Layout &layout = layouts[format];
    if (isSuper(format)) return k / superK * (layout.header + superK / blockK * layout.tile());
    return k / blockK * layout.tile();
}

/** Bytes of 32 activations for a format. */
inline int64_t rowBlockBytes(Format format) {
    switch (format) {
    case brain: return 2 * blockK;
    case half: return 4 * blockK;
    default: return sizeof(Block);
    }
}

} // namespace fulgur
