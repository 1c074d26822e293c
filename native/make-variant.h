// All kernels of one variant, from its vector type.
#pragma once
#include "attend-tile.h"
#include "rounding.h"
#include "strip.h"

namespace fulgur {
namespace {

/** Rows whose sums registers do not hold together come in two parts, the second from the cache. */
template <class V, int R, template <class, int> class Kernel>
void rowsOf(const uint8_t *strip, int64_t k, const Row *rows, float *out, int64_t stride, bool add) {
    if constexpr (R > V::rowsAtOnce) {
        constexpr int first = (R + 1) / 2;
        rowsOf<V, first, Kernel>(strip, k, rows, out, stride, add);
        rowsOf<V, R - first, Kernel>(strip, k, rows + first, out + first * stride, stride, add);
    } else {
        Kernel<V, R>::run(strip, k, rows, out, stride, add);
    }
}

template <Format format, class Tile, template <class> class Scales> struct Whole {
    template <class V, int R> struct Kernel {
        static constexpr StripKernel run = stripWhole<V, R, format, Tile, Scales>;
    };
};
template <Format format, template <int> class Tile, template <class> class Scales> struct Halves {
    template <class V, int R> struct Kernel {
        static constexpr StripKernel run = stripHalves<V, R, format, Tile, Scales>;
    };
};
template <class V, int R> struct Brain {
    static constexpr StripKernel run = stripBrain<V, R>;
};
template <class V, int R> struct Half {
    static constexpr StripKernel run = stripHalf<V, R>;
};

#define FULGUR_ROWS(V, ...)                                                                                            \
    { rowsOf<V, 1, __VA_ARGS__>, rowsOf<V, 2, __VA_ARGS__>, rowsOf<V, 3, __VA_ARGS__>, rowsOf<V, 4, __VA_ARGS__>,      \
      rowsOf<V, 5, __VA_ARGS__>, rowsOf<V, 6, __VA_ARGS__>, rowsOf<V, 7, __VA_ARGS__>, rowsOf<V, 8, __VA_ARGS__> }
#define FULGUR_WHOLE(V, ...) FULGUR_ROWS(V, Whole<__VA_ARGS__>::template Kernel)
#define FULGUR_HALVES(V, ...) FULGUR_ROWS(V, Halves<__VA_ARGS__>::template Kernel)

template <class V> constexpr Variant makeVariant(const char *name, bool (*available)()) {
    return {name,
            available,
            V::rowsAtOnce,
            quantise<V>,
            narrow,
            activate,
            addScaled,
            attend<V>,
            attendTile<V>,
            {FULGUR_HALVES(V, two, Twos, SharedNibbles),
             FULGUR_HALVES(V, three, Threes, SharedScales),
             FULGUR_WHOLE(V, four, Nibbles<3>, HalfScales),
             FULGUR_WHOLE(V, fourPlus, Nibbles<0>, HalfScalesAndMinima),
             FULGUR_WHOLE(V, fourMin, Nibbles<0>, SharedScalesAndMinima),
             FULGUR_WHOLE(V, five, Fives<4>, HalfScales),
             FULGUR_WHOLE(V, fivePlus, Fives<0>, HalfScalesAndMinima),
             FULGUR_WHOLE(V, fiveMin, Fives<0>, SharedScalesAndMinima),
             FULGUR_HALVES(V, six, Sixes, SharedScales),
             FULGUR_WHOLE(V, eight, Eights, HalfScales),
             FULGUR_WHOLE(V, curve, Looked<CurveTable>, HalfScales),
             FULGUR_WHOLE(V, curveSuper, Looked<CurveTable>, SharedScales),
             FULGUR_WHOLE(V, tiny, Looked<TinyTable>, Exponents),
             FULGUR_HALVES(V, gridOne, Triples<GridOneTable>::Half, OddScales<GridOneTable>::Of),
             FULGUR_HALVES(V, gridTwo, Triples<GridTwoTable>::Half, OddScales<GridTwoTable>::Of),
             FULGUR_WHOLE(V, gridThree, Looked<GridThreeTable, 1>, OddScales<GridThreeTable>::Of),
             FULGUR_WHOLE(V, gridThreeOdd, Looked<GridThreeOddTable>, OddScales<GridThreeOddTable>::Of),
             FULGUR_ROWS(V, Brain),
             FULGUR_ROWS(V, Half)}};
}

} // namespace
} // namespace fulgur
