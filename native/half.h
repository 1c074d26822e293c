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

} // namespace fulgur
