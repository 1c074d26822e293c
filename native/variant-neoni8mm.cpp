// 64-bit Arm with products of 8-bit matrices: 2 columns x 8 k times 8 k x 2 rows in one instruction.
#include "variant.h"
#if defined(__aarch64__)
#include "neon.h"
#include <type_traits>

namespace fulgur {
namespace {

struct NeonI8mm : Neon {
    /** Sums of pairs of rows: vector i of a pair holds columns 2 i and 2 i + 1 of its first and second row. */
    template <int R> struct MatrixSums {
        static constexpr int pairs = (R + 1) / 2;
        int32x4_t of[pairs][4];

        template <class First> inline void start(First) {
#pragma GCC unroll 4
            for (int p = 0; p < pairs; p++) {
#pragma GCC unroll 4
                for (int i = 0; i < 4; i++) of[p][i] = vdupq_n_s32(0);
            }
        }
        inline void add(Bytes first, Bytes second, const Row *rows, int64_t b, int k) {
            // Eight k of a column next to each other.
            const int8x16_t w[4] = {interleaved<0>(first.low, second.low), interleaved<1>(first.low, second.low),
                                    interleaved<0>(first.high, second.high), interleaved<1>(first.high, second.high)};
#pragma GCC unroll 4
            for (int p = 0; p < pairs; p++) {
                // Of an odd number of rows the last one is its own partner.
                const int other = 2 * p + 1 < R ? 2 * p + 1 : 2 * p;
                const int8x16_t x = vcombine_s8(vld1_s8(block(rows, 2 * p, b).q + k), vld1_s8(block(rows, other, b).q + k));
#pragma GCC unroll 4
                for (int i = 0; i < 4; i++) of[p][i] = vmmlaq_s32(of[p][i], w[i], x);
            }
        }
        template <class First> inline void end(First first, Ints *sums) const {
#pragma GCC unroll 4
            for (int p = 0; p < pairs; p++) {
                const Ints even = first(2 * p);
                sums[2 * p].low = vaddq_s32(even.low, vuzp1q_s32(of[p][0], of[p][1]));
                sums[2 * p].high = vaddq_s32(even.high, vuzp1q_s32(of[p][2], of[p][3]));
                if (2 * p + 1 == R) break;
                const Ints odd = first(2 * p + 1);
                sums[2 * p + 1].low = vaddq_s32(odd.low, vuzp2q_s32(of[p][0], of[p][1]));
                sums[2 * p + 1].high = vaddq_s32(odd.high, vuzp2q_s32(of[p][2], of[p][3]));
            }
        }

      private:
        template <int part> static inline int8x16_t interleaved(uint8x16_t first, uint8x16_t second) {
            const uint32x4_t a = vreinterpretq_u32_u8(first), b = vreinterpretq_u32_u8(second);
            return vreinterpretq_s8_u32(part == 0 ? vzip1q_u32(a, b) : vzip2q_u32(a, b));
        }
    };

    /** For one row half of each product would be lost. */
    template <int R, Products products>
    using Sums = std::conditional_t<R == 1, RowSums<Neon, R, products>, MatrixSums<R>>;
};

bool available() {
#if defined(__linux__)
    constexpr unsigned long matrixProduct = 1UL << 13; // HWCAP2_I8MM
    return (getauxval(AT_HWCAP2) & matrixProduct) != 0;
#elif defined(__APPLE__)
    int has = 0;
    size_t size = sizeof has;
    return sysctlbyname("hw.optional.arm.FEAT_I8MM", &has, &size, nullptr, 0) == 0 && has != 0;
#else
    return false;
#endif
}

constexpr Variant made = makeVariant<NeonI8mm>("neoni8mm", available);

} // namespace

const Variant *const neonI8mmVariant = &made;
} // namespace fulgur
#else
namespace fulgur {
const Variant *const neonI8mmVariant = nullptr;
}
#endif
