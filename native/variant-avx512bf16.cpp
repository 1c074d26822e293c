// AVX-512 with VNNI and with products of bf16: two products and their sum in one instruction.
#include "variant.h"
#if defined(__x86_64__)
#include "avx512.h"

namespace fulgur {
namespace {

struct Avx512Bf16 : Avx512 {
    static inline Floats addPairs(Floats sum, Bytes w, const uint8_t *pair) {
        int32_t both;
        std::memcpy(&both, pair, 4);
        return _mm512_dpbf16_ps(sum, (__m512bh)w, (__m512bh)_mm512_set1_epi32(both));
    }
};

bool available() { return hasAvx512Vnni() && __builtin_cpu_supports("avx512bf16"); }

constexpr Variant made = makeVariant<Avx512Bf16>("avx512bf16", available);

} // namespace

const Variant *const avx512Bf16Variant = &made;
} // namespace fulgur
#else
namespace fulgur {
const Variant *const avx512Bf16Variant = nullptr;
}
#endif
