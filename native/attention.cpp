// Attention of rows over the cells of a pool, wherever they lie: nothing is gathered and no mask is read, because each
// row comes with the list of its cells. Keys and values are half precision; sums are single.
//
// Threads take rows, or some key heads of a row when there are few rows. Cells pass in the outer loop, so that what is
// read of a cell lies together.
#include "fulgur.h"
#include "space.h"
#include "variant.h"
#include <algorithm>

namespace fulgur {
namespace {

struct Attention final : Operation {
    fulgur_attention_shape shape;
    int64_t rows, firstRow, cellsMax, threads;
    const void *query, *keys, *values, *cells, *spans;

    int64_t scoreBytes() const { return (shape.heads * cellsMax * static_cast<int64_t>(sizeof(float)) + 63) / 64 * 64; }
};

} // namespace
} // namespace fulgur

using namespace fulgur;

void *fulgur_attention_new(void *space, const struct fulgur_attention_shape *shape, int64_t rows, int64_t first_row,
                           int64_t cells_max, int32_t threads, const void *query, const void *keys,
                           const void *values, const void *cells, const void *spans) {
    auto op = std::make_unique<Attention>();
    op->shape = *shape;
    op->rows = rows;
    op->firstRow = first_row;
    op->cellsMax = cells_max;
    op->threads = threads;
    op->query = query;
    op->keys = keys;
    op->values = values;
    op->cells = cells;
    op->spans = spans;
    const int64_t scratch = threads * op->scoreBytes();
    return static_cast<Space *>(space)->add(std::move(op), scratch);
}

void fulgur_attention(void *y, int ith, int nth, void *operation) {
    auto &op = *static_cast<Attention *>(static_cast<Operation *>(operation));
    const Space &space = *op.space;
    const Variant &with = variant();
    const auto &shape = op.shape;
    const int64_t workers = std::min<int64_t>(nth, op.threads);
    if (ith >= workers) return;
    const auto *query = space.data<const float>(op.query) + op.firstRow * shape.heads * shape.head_size;
    const auto *cells = space.data<const int32_t>(op.cells);
    const auto *spans = space.data<const int32_t>(op.spans);
    auto *out = space.data<float>(y);
    AttentionPart part{};
    part.shape = &shape;
    part.keys = space.data<const uint8_t>(op.keys);
    part.values = space.data<const uint8_t>(op.values);
    part.scores = reinterpret_cast<float *>(space.scratch() + ith * op.scoreBytes());
    // A few units per thread, so that long rows do not leave the other threads idle.
    const int64_t groups = std::min<int64_t>(shape.kv_heads, (4 * workers + op.rows - 1) / op.rows);
    for (int64_t unit = ith; unit < op.rows * groups; unit += workers) {
        const int64_t row = unit / groups, group = unit % groups;
        part.query = query + row * shape.heads * shape.head_size;
        part.out = out + row * shape.heads * shape.value_size;
        part.cells = cells + spans[2 * row];
        part.count = spans[2 * row + 1];
        part.firstHead = static_cast<int32_t>(shape.kv_heads * group / groups);
        part.endHead = static_cast<int32_t>(shape.kv_heads * (group + 1) / groups);
        with.attend(part);
    }
}
