// What the indices of formats stand for.
#pragma once
#include "products.h"
#include <cstdint>

namespace fulgur {

/** Twice the values of 4-bit floats (1 bit of fraction), plus 16: 4 to 28. */
struct TinyTable {
    static constexpr int offsetBits = 4;
    static constexpr Products products = Products::narrow;
    static constexpr uint8_t of[16] = {16, 17, 18, 19, 20, 22, 24, 28, 16, 15, 14, 13, 12, 10, 8, 4};
};
/** The values of IQ4_NL, plus 128. */
struct CurveTable {
    static constexpr Products products = Products::wide;
    static constexpr uint8_t of[16] = {1, 24, 45, 63, 79, 93, 106, 118, 129, 141, 153, 166, 181, 197, 217, 241};
};

// The values in the codebooks of IQ1 to IQ3 are few: (of[index] - 2^offsetBits) / 2^unitBits.

struct GridOneTable {
    static constexpr int unitBits = 3, offsetBits = 4;
    static constexpr Products products = Products::narrow;
    /** -1, 0 and 1, each an eighth more or less. */
    static constexpr uint8_t of[16] = {7, 9, 15, 17, 23, 25, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16};
};
struct GridTwoTable {
    static constexpr int unitBits = 3, offsetBits = 6;
    static constexpr Products products = Products::single;
    /** 8, 25 and 43 eighths with both signs. */
    static constexpr uint8_t of[16] = {21, 39, 56, 72, 89, 107, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64};
};
struct GridThreeTable {
    static constexpr int unitBits = 1, offsetBits = 5;
    static constexpr Products products = Products::narrow;
    /** 2, 6, 10 and so on to 26, and 31 halves with both signs. */
    static constexpr uint8_t of[16] = {1, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 58, 63};
};
struct GridThreeOddTable {
    static constexpr int unitBits = 0, offsetBits = 4;
    static constexpr Products products = Products::narrow;
    /** The odd numbers to 15 with both signs. */
    static constexpr uint8_t of[16] = {1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31};
};

} // namespace fulgur
