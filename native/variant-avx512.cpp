// AVX-512 with VNNI, which has no instruction for bf16: its weights are widened.
#include "variant.h"
#if defined(__x86_64__)
#include "avx512.h"

namespace fulgur {
namespace {

constexpr Variant made = makeVariant<Avx512>("avx512", hasAvx512Vnni);

} // namespace

const Variant *const avx512Variant = &made;
} // namespace fulgur
#else
namespace fulgur {
const Variant *const avx512Variant = nullptr;
}
#endif
