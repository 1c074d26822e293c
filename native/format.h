// Layouts of packed weights and of the activations that they meet.
//
// Weights: a strip holds 16 columns (rows of ggml's matrix) for all k. It is a sequence of tiles of 16 columns x 32 k; in
// a tile, byte 64 g + 4 c + i belongs to column c and to k = 4 g + i, so that one 64-byte load holds four values of each
// column and meets four activations that all columns share.
//   four    nibbles: byte's low nibble is k, its high nibble k + 16; 256 bytes, then 16 scales (f16). value = s (q - 8)
//   fourMin 8 tiles share 16 scales and 16 minima (f16, before them); a tile has 256 bytes of nibbles as above, then 16
//           integer scales and 16 integer minima (u8). value = (d sc) q - (dmin m)
//   six     8 tiles share 16 scales (f16, before them); a tile has the low 4 bits as above, 128 bytes of high 2 bits
//           (byte 64 h + 4 c + i, bits 2 g and 2 g + 1: k = 16 h + 4 g + i), then 2 x 16 integer scales (i8), one for each
//           half of its k. value = (d sc) (q - 32)
//   eight   512 bytes, then 16 scales (f16). value = s (q - 128)
//   brain   16 times 64 bytes: bytes 64 p + 4 c are the bf16 values of column c at k = 2 p and 2 p + 1
//   half    32 times 32 bytes: bytes 32 i + 2 c are the f16 value of column c at k = i
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

enum Format { four, fourMin, six, eight, brain, half, formats };

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

constexpr int64_t fourTile = 256 + 2 * columns;
constexpr int64_t fourMinTile = 256 + 2 * columns;
constexpr int64_t fourMinHeader = 4 * columns;
constexpr int64_t sixTile = 256 + 128 + 2 * columns;
constexpr int64_t sixHeader = 2 * columns;
constexpr int64_t eightTile = 512 + 2 * columns;
constexpr int64_t floatTile = 2 * blockK * columns;

/** ggml's numbers of the types that are packed. */
enum GgmlType { ggmlF16 = 1, ggmlQ4_0 = 2, ggmlQ8_0 = 8, ggmlQ4_K = 12, ggmlQ6_K = 14, ggmlBF16 = 30 };

/** The format that holds a ggml type; `formats` when none does. */
inline Format formatOf(int32_t ggmlType) {
    switch (ggmlType) {
    case ggmlQ4_0: return four;
    case ggmlQ8_0: return eight;
    case ggmlQ4_K: return fourMin;
    case ggmlQ6_K: return six;
    case ggmlBF16: return brain;
    case ggmlF16: return half;
    default: return formats;
    }
}

inline bool isSuper(Format format) { return format == fourMin || format == six; }

inline int64_t stripBytes(Format format, int64_t k) {
    switch (format) {
    case four: return k / blockK * fourTile;
    case fourMin: return k / superK * (fourMinHeader + 8 * fourMinTile);
    case six: return k / superK * (sixHeader + 8 * sixTile);
    case eight: return k / blockK * eightTile;
    case brain:
    case half: return k / blockK * floatTile;
    default: return 0;
    }
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
