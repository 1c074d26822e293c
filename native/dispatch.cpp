// Which variant serves this processor.
#include "fulgur.h"
#include "variant.h"
#include <atomic>
#include <cstring>

namespace fulgur {
namespace {

/** Best first. */
const Variant *const *candidates() {
    static const Variant *const all[] = {avx512Bf16Variant, avx512Variant, avx2Variant,
                                         neonI8mmVariant,   neonVariant,   plainVariant};
    return all;
}
constexpr int candidateCount = 6;

const Variant *best() {
    for (int i = 0; i < candidateCount; i++) {
        const Variant *one = candidates()[i];
        if (one != nullptr && one->available()) return one;
    }
    return plainVariant;
}

std::atomic<const Variant *> &chosen() {
    static std::atomic<const Variant *> one{best()};
    return one;
}

} // namespace

bool hasFloatKernels() {
    static const bool has = best() == avx512Bf16Variant || best() == avx512Variant;
    return has;
}

const Variant &variant() { return *chosen().load(std::memory_order_relaxed); }

} // namespace fulgur

using namespace fulgur;

int32_t fulgur_interface(void) { return 12; }

const char *fulgur_variant(void) { return variant().name; }

int32_t fulgur_use_variant(const char *name) {
    for (int i = 0; i < candidateCount; i++) {
        const Variant *one = candidates()[i];
        if (one == nullptr || std::strcmp(one->name, name) != 0 || !one->available()) continue;
        chosen().store(one);
        return 1;
    }
    return 0;
}
