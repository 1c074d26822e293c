// 64-bit Arm with the dot product instructions.
#include "variant.h"
#if defined(__aarch64__)
#include "neon.h"

namespace fulgur {
namespace {

bool available() {
#if defined(__linux__)
    constexpr unsigned long dotProduct = 1UL << 20; // HWCAP_ASIMDDP
    return (getauxval(AT_HWCAP) & dotProduct) != 0;
#else
    return true; // every 64-bit Apple processor since 2018
#endif
}

constexpr Variant made = makeVariant<Neon>("neon", available);

} // namespace

const Variant *const neonVariant = &made;
} // namespace fulgur
#else
namespace fulgur {
const Variant *const neonVariant = nullptr;
}
#endif
