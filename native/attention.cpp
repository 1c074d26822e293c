// Attention of rows over the cells of a pool, wherever they lie: nothing is gathered and no mask is read, because each
// row comes with the list of its cells. Keys and values are half precision; sums are single.
//
// Where rows of a sequence follow each other, a tile of them reads each cell once for all. Other rows come alone: then threads
// take some key heads of a row when there are few rows, and cells pass in the outer loop, so that what is read of a cell lies
// together.
#include "fulgur.h"
#include "space.h"
#include "variant.h"
#include <algorithm>

namespace fulgur {
namespace {

constexpr int64_t floatsPerLine = 16;
/** Lanes from which a tile is faster than its rows alone. */
constexpr int64_t tileLanesMin = 8;

struct Attention final : Operation {
    fulgur_attention_shape shape;
    int64_t rows, firstRow, cellsMax, threads;
    const void *query, *keys, *values, *cells, *spans, *sinks;

    /** Most rows of a tile. */
    int64_t tileRows() const { return tileLanes / sharingHeads(shape); }
    /** What a thread works in. */
    int64_t scratchFloats() const {
        return (std::max(shape.heads * cellsMax, tileFloats(shape)) + floatsPerLine - 1) / floatsPerLine * floatsPerLine;
    }
};

/** Where the rows from `row` on end that follow each other in one sequence, at `most` at most. */
int64_t tileEnd(const int32_t *spans, int64_t row, int64_t most) {
    for (row++; row < most; row++) {
        const int32_t *before = spans + 2 * (row - 1), *here = before + 2;
        const int32_t end = before[0] + before[1];
        if (here[0] >= end || here[0] + here[1] != end + 1) break;
    }
    return row;
}

/** The rows of an operation as one thread computes them. */
class Rows {
  public:
    Rows(const Attention &op, float *out, int ith)
        : op_(op), query_(op.space->data<const float>(op.query) + op.firstRow * op.shape.heads * op.shape.head_size),
          keys_(op.space->data<const uint8_t>(op.keys)), values_(op.space->data<const uint8_t>(op.values)),
          cells_(op.space->data<const int32_t>(op.cells)), spans_(op.space->data<const int32_t>(op.spans)),
          sinks_(op.sinks == nullptr ? nullptr : op.space->data<const float>(op.sinks)),
          scratch_(reinterpret_cast<float *>(op.space->scratch()) + ith * op.scratchFloats()), out_(out) {}

    /** Key heads [firstHead, endHead) of a row. */
    void attend(int64_t row, int64_t firstHead, int64_t endHead) const {
        const int32_t *span = spans_ + 2 * row;
        variant().attend({&op_.shape, query(row), keys_, values_, cells_ + span[0], span[1], sinks_,
                          static_cast<int32_t>(firstHead), static_cast<int32_t>(endHead), scratch_, out(row)});
    }
    /** One key head of rows [row, end). */
    void attendTile(int64_t row, int64_t end, int32_t kvHead) const {
        variant().attendTile({&op_.shape, query(row), keys_, values_, cells_, spans_ + 2 * row, end - row, sinks_, kvHead,
                              scratch_, out(row)});
    }

  private:
    const float *query(int64_t row) const { return query_ + row * op_.shape.heads * op_.shape.head_size; }
    float *out(int64_t row) const { return out_ + row * op_.shape.heads * op_.shape.value_size; }

    const Attention &op_;
    const float *query_;
    const uint8_t *keys_, *values_;
    const int32_t *cells_, *spans_;
    const float *sinks_;
    float *scratch_;
    float *out_;
};

} // namespace
} // namespace fulgur

using namespace fulgur;

void *fulgur_attention_new(void *space, const struct fulgur_attention_shape *shape, int64_t rows, int64_t first_row,
                           int64_t cells_max, int32_t threads, const void *query, const void *keys,
                           const void *values, const void *cells, const void *spans, const void *sinks) {
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
    op->sinks = sinks;
    const int64_t scratch = threads * op->scratchFloats() * static_cast<int64_t>(sizeof(float));
    return static_cast<Space *>(space)->add(std::move(op), scratch);
}

void fulgur_attention(void *y, int ith, int nth, void *operation) {
    auto &op = *static_cast<Attention *>(static_cast<Operation *>(operation));
    const auto workers = static_cast<int>(std::min<int64_t>(nth, op.threads));
    if (ith >= workers) return;
    op.team.meet(workers);
    const Rows rows(op, op.space->data<float>(y), ith);
    const auto *spans = op.space->data<const int32_t>(op.spans);
    // A few units per thread, so that long rows do not leave the other threads idle.
    const int64_t groups = std::min<int64_t>(op.shape.kv_heads, (4 * workers + op.rows - 1) / op.rows);
    int64_t unit = op.team.take(), units = 0;
    for (int64_t row = 0; row < op.rows;) {
        const int64_t end = tileEnd(spans, row, std::min(op.rows, row + op.tileRows()));
        const bool isTile = end - row > 1 && (end - row) * sharingHeads(op.shape) >= tileLanesMin;
        const int64_t parts = isTile ? op.shape.kv_heads : groups;
        for (; unit < units + parts; unit = op.team.take()) {
            const int64_t part = unit - units;
            if (isTile) rows.attendTile(row, end, static_cast<int32_t>(part));
            else rows.attend(row, op.shape.kv_heads * part / groups, op.shape.kv_heads * (part + 1) / groups);
        }
        units += parts;
        row = isTile ? end : row + 1;
    }
}
