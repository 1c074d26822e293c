// One matrix for all rows. The rows are rounded once, then threads take strips for blocks of rows that stay in cache.
#include "fulgur.h"
#include "panel.h"
#include "space.h"
#include "variant.h"
#include <algorithm>
#include <cstring>

namespace fulgur {
namespace {

/** Rounded activations that are used again and again while strips pass: half of a usual second-level cache. */
constexpr int64_t residentBytes = 448 * 1024;

struct Matmul final : Operation {
    Format format;
    const uint8_t *packed;
    int64_t k, n, rows, xStride;
    const void *x;
};

/** Rows of `x` that belong to this thread, in the form for the weights; single rows are shared by blocks. */
void prepareShare(const Matmul &op, const float *x, uint8_t *blocks, int ith, int nth) {
    const int64_t perRow = op.k / blockK, bytes = rowBlockBytes(op.format);
    const Share share(op.rows * perRow, ith, nth);
    for (int64_t b = share.from; b < share.to;) {
        const int64_t row = b / perRow, at = b % perRow;
        const int64_t count = std::min(perRow - at, share.to - b);
        prepare(variant(), op.format, x + row * op.xStride + at * blockK, count * blockK, blocks + b * bytes);
        b += count;
    }
}

/** Strips [first, end) for rows [from, to). */
void runStrips(const Matmul &op, const Variant &with, int64_t first, int64_t end, const uint8_t *blocks, int64_t from,
               int64_t to, float *y) {
    const int64_t perRow = op.k / blockK * rowBlockBytes(op.format), bytes = stripBytes(op.format, op.k);
    const RowGroups groups(with, to - from);
    // The last strip may have columns that the output lacks.
    const int64_t whole = std::min(end, op.n / columns);
    for (int64_t g = 0; g < groups.groups; g++) {
        const int64_t row = from + groups.start(g), count = from + groups.start(g + 1) - row;
        Row rows[rowsMax];
        for (int64_t r = 0; r < count; r++) rows[r] = blocks + (row + r) * perRow;
        const StripRun run{op.packed + first * bytes, bytes, op.format};
        float *out = y + row * op.n + first * columns;
        multiply(with, run, whole - first, op.k, rows, count, out, op.n, groups.groups == 1);
        if (whole == end) continue;
        float last[rowsMax * columns];
        multiply(with, {op.packed + whole * bytes, bytes, op.format}, 1, op.k, rows, count, last, columns, true);
        for (int64_t r = 0; r < count; r++) {
            const auto width = static_cast<size_t>(op.n - whole * columns);
            std::memcpy(y + (row + r) * op.n + whole * columns, last + r * columns, width * sizeof(float));
        }
    }
}

} // namespace
} // namespace fulgur

using namespace fulgur;

void *fulgur_space_new(void *(*tensor_data)(const void *tensor)) { return new (std::nothrow) Space(tensor_data); }
void fulgur_space_reset(void *space) { static_cast<Space *>(space)->reset(); }
void fulgur_space_free(void *space) { delete static_cast<Space *>(space); }

void *fulgur_matmul_new(void *space, int32_t ggml_type, const void *packed, int64_t k, int64_t n, int64_t rows,
                        const void *x, int64_t x_stride) {
    auto op = std::make_unique<Matmul>();
    op->format = formatOf(ggml_type);
    op->packed = static_cast<const uint8_t *>(packed);
    op->k = k;
    op->n = n;
    op->rows = rows;
    op->x = x;
    op->xStride = x_stride;
    const int64_t scratch = rows * (k / blockK) * rowBlockBytes(op->format);
    return static_cast<Space *>(space)->add(std::move(op), scratch);
}

void fulgur_matmul(void *y, int ith, int nth, void *operation) {
    auto &op = *static_cast<Matmul *>(static_cast<Operation *>(operation));
    const Space &space = *op.space;
    const Variant &with = variant();
    uint8_t *blocks = space.scratch();
    prepareShare(op, space.data<const float>(op.x), blocks, ith, nth);
    op.team.meet(nth);
    float *out = space.data<float>(y);
    const int64_t rowBytes = op.k / blockK * rowBlockBytes(op.format);
    const int64_t blockRows = std::max<int64_t>(rowsMax, residentBytes / rowBytes / rowsMax * rowsMax);
    const int64_t rowBlocks = (op.rows + blockRows - 1) / blockRows;
    const int64_t strips = (op.n + columns - 1) / columns;
    // Few units cost little to hand out, many make threads end together.
    const int64_t stripsAtOnce = std::max<int64_t>(1, std::min<int64_t>(8, strips / (nth * 8)));
    const int64_t chunks = (strips + stripsAtOnce - 1) / stripsAtOnce;
    for (int64_t unit = op.team.take(); unit < chunks * rowBlocks; unit = op.team.take()) {
        const int64_t rowBlock = unit / chunks, chunk = unit % chunks;
        const int64_t from = op.rows * rowBlock / rowBlocks, to = op.rows * (rowBlock + 1) / rowBlocks;
        const int64_t end = std::min(strips, (chunk + 1) * stripsAtOnce);
        runStrips(op, with, chunk * stripsAtOnce, end, blocks, from, to, out);
    }
}
