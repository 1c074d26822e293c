// ggml's blocks of the types that are packed (ggml-common.h), but for those of codebooks.cpp.
#pragma once
#include <cstdint>

namespace fulgur {

struct BlockQ4_0 {
    uint16_t d;
    uint8_t q[16];
};
struct BlockQ4_1 {
    uint16_t d, m;
    uint8_t q[16];
};
struct BlockQ5_0 {
    uint16_t d;
    uint8_t high[4];
    uint8_t q[16];
};
struct BlockQ5_1 {
    uint16_t d, m;
    uint8_t high[4];
    uint8_t q[16];
};
struct BlockQ8_0 {
    uint16_t d;
    int8_t q[32];
};
struct BlockQ2_K {
    /** The low nibble is a scale, the high one a minimum. */
    uint8_t scales[16];
    uint8_t q[64];
    uint16_t d, dmin;
};
struct BlockQ3_K {
    uint8_t high[32];
    uint8_t low[64];
    uint8_t scales[12];
    uint16_t d;
};
struct BlockQ4_K {
    uint16_t d, dmin;
    uint8_t scales[12];
    uint8_t q[128];
};
struct BlockQ5_K {
    uint16_t d, dmin;
    uint8_t scales[12];
    uint8_t high[32];
    uint8_t q[128];
};
struct BlockQ6_K {
    uint8_t low[128];
    uint8_t high[64];
    int8_t scales[16];
    uint16_t d;
};
struct BlockIQ4_NL {
    uint16_t d;
    uint8_t q[16];
};
struct BlockIQ4_XS {
    uint16_t d, scalesHigh;
    uint8_t scalesLow[4];
    uint8_t q[128];
};
struct BlockMXFP4 {
    uint8_t exponent;
    uint8_t q[16];
};
static_assert(sizeof(BlockQ4_0) == 18 && sizeof(BlockQ4_1) == 20 && sizeof(BlockQ5_0) == 22 && sizeof(BlockQ5_1) == 24);
static_assert(sizeof(BlockQ2_K) == 84 && sizeof(BlockQ3_K) == 110);
static_assert(sizeof(BlockQ8_0) == 34 && sizeof(BlockQ4_K) == 144 && sizeof(BlockQ5_K) == 176 && sizeof(BlockQ6_K) == 210);
static_assert(sizeof(BlockIQ4_NL) == 18 && sizeof(BlockIQ4_XS) == 136 && sizeof(BlockMXFP4) == 17);

} // namespace fulgur
