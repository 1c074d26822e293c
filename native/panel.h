// A few rows times a few strips, the loop that all operations share.
//
// Rows are taken as many at a time as the variant has registers for, and in parts of k that fit the first-level cache beside
// a strip; strips pass by them from the second-level cache. When there are no more than 8 rows strips are read whole, in the
// order in which they lie in memory.
#pragma once
#include "variant.h"
#include <algorithm>

namespace fulgur {

/** Values of a row that 8 rows can keep in the first-level cache. */
constexpr int64_t cachedK = 1024;

/** Parts of nearly equal size that the kernels of a variant take at once; up to rowsMax rows are one. */
struct RowGroups {
    int64_t rows, groups;
    RowGroups(const Variant &with, int64_t count)
        : rows(count), groups(count <= rowsMax ? 1 : (count + with.rowsAtOnce - 1) / with.rowsAtOnce) {}
    int64_t start(int64_t group) const { return rows * group / groups; }
};

/** Parts of k: whole super-blocks, nearly equal. */
struct Parts {
    int64_t k, size;
    Parts(int64_t all, bool whole) : k(all), size(all) {
        if (whole || all <= cachedK) return;
        const int64_t parts = (all + cachedK - 1) / cachedK;
        size = ((all + parts - 1) / parts + superK - 1) / superK * superK;
    }
};

/** Where strip i of a panel begins. */
struct StripRun {
    const uint8_t *first;
    int64_t stride;
    Format format;
};

/**
 * out[r * stride + 16 s + c] for `count` <= 8 rows and `strips` strips. `whole` reads every strip to its end before the
 * next.
 */
inline void multiply(const Variant &with, const StripRun &run, int64_t strips, int64_t k, const Row *rows, int64_t count,
                     float *out, int64_t stride, bool whole) {
    const Parts parts(k, whole);
    const StripKernel kernel = with.strips[run.format][count - 1];
    for (int64_t at = 0; at < k; at += parts.size) {
        Row here[rowsMax];
        for (int64_t r = 0; r < count; r++) here[r] = rows[r] + at / blockK * rowBlockBytes(run.format);
        const int64_t size = std::min(parts.size, k - at), offset = stripBytes(run.format, at);
        for (int64_t s = 0; s < strips; s++) {
            kernel(run.first + s * run.stride + offset, size, here, out + s * columns, stride, at > 0);
        }
    }
}

} // namespace fulgur
