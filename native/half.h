// Half precision where the processor has no instruction for it.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>

namespace fulgur {

inline float halfValue(const uint8_t *at) {
    uint16_t bits;
    std::memcpy(&bits, at, 2);
    const int exponent = (bits >> 10) & 31, fraction = bits & 1023;
    float value = 0;
    if (exponent == 0) value = static_cast<float>(fraction) * 5.9604644775390625e-8f; // units of 2^-24
    else if (exponent == 31) value = fraction == 0 ? INFINITY : NAN;
    else {
        const uint32_t single = static_cast<uint32_t>(exponent + 112) << 23 | static_cast<uint32_t>(fraction) << 13;
        std::memcpy(&value, &single, 4);
    }
    return bits & 0x8000 ? -value : value;
}

/** The bits of the nearest half, of two the even one; what is too large is infinite. */
inline uint16_t halfBits(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    const uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) return static_cast<uint16_t>(sign | 0x7e00);
    if (magnitude >= 0x47800000) return static_cast<uint16_t>(sign | 0x7c00);
    if (magnitude < 0x38800000) { // units of 2^-24
        return static_cast<uint16_t>(sign | static_cast<uint32_t>(std::nearbyint(std::fabs(value) * 16777216.0f)));
    }
    const uint32_t rounded = magnitude - 0x38000000 + 0xfff + (magnitude >> 13 & 1);
    return static_cast<uint16_t>(sign | rounded >> 13);
}

} // namespace fulgur
