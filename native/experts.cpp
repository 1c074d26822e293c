// The routed experts of a layer in three stages with a barrier after each of the first two:
// 1. Rows are rounded as the weights ask for, and pairs are grouped by expert.
// 2. Threads take some columns of an expert: gate and up for the expert's rows, the activation, and the result rounded for stage 3.
// 3. Threads take columns of the output for all experts, so that only one thread adds to an element, and always in the
//    order of the experts: the sum does not depend on the number of threads.
#include "fulgur.h"
#include "panel.h"
#include "space.h"
#include "variant.h"
#include <algorithm>
#include <cstring>

namespace fulgur {
namespace {

/** Columns of a unit, of gate and up and of down, where an expert's rows pass its weights several times. */
constexpr int64_t unitColumns = 64;
constexpr int64_t downColumns = 128;
/** Where they pass them once, as many as leave every thread several units: memory gives more in long stretches. */
constexpr int64_t streamColumnsMax = 256;
constexpr int64_t unitsPerThread = 8;

struct Experts final : Operation {
    fulgur_expert_weights weights;
    Format gate, up, down;
    int64_t rows, pairs, idsStride;
    const void *x, *ids, *factors, *pairRows;
    /** bf16 in and out, as rows travel between processes; the sums go here then, and otherwise where this is null to `y`. */
    bool brainRows = false;
    void *sums = nullptr;

    void describe(const fulgur_expert_weights &experts) {
        weights = experts;
        gate = formatOf(experts.gate_type);
        up = formatOf(experts.up_type);
        down = formatOf(experts.down_type);
    }

    int64_t used() const { return pairs / rows; }
    /** Bytes of a row's and of a pair's activations. */
    int64_t rowBytes() const { return weights.hidden / blockK * rowBlockBytes(gate); }
    int64_t pairBytes() const { return weights.width / blockK * rowBlockBytes(down); }
};

/** The scratch memory of an operation. */
struct Work {
    uint8_t *x;           // [rows, hidden / 32] blocks
    uint8_t *hidden;      // [pairs, width / 32] blocks, pairs by expert
    int32_t *row;         // [pairs] by expert: the row
    float *factor;        // [pairs] by expert: the weight
    int32_t *start;       // [experts + 1]: first place of each expert
    int32_t *active;      // experts that have pairs
    int32_t *activeCount; // how many they are
    float *sums;          // [rows, hidden] where they go on as bf16

    static int64_t bytes(const Experts &op) { return layout(op, nullptr, nullptr); }
    Work(const Experts &op, uint8_t *memory) { layout(op, memory, this); }

  private:
    static int64_t layout(const Experts &op, uint8_t *memory, Work *work) {
        int64_t at = 0;
        const auto take = [&](int64_t count, int64_t size) {
            const int64_t from = at;
            at += (count * size + 63) / 64 * 64;
            return memory + from;
        };
        const int64_t hidden = op.rowBytes(), width = op.pairBytes();
        uint8_t *parts[] = {take(op.rows, hidden),                      take(op.pairs, width),
                            take(op.pairs, sizeof(int32_t)),            take(op.pairs, sizeof(float)),
                            take(op.weights.experts + 1, sizeof(int32_t)), take(op.weights.experts, sizeof(int32_t)),
                            take(1, sizeof(int32_t)),
                            take(op.brainRows ? op.rows * op.weights.hidden : 0, sizeof(float))};
        if (work != nullptr) {
            work->x = parts[0];
            work->hidden = parts[1];
            work->row = reinterpret_cast<int32_t *>(parts[2]);
            work->factor = reinterpret_cast<float *>(parts[3]);
            work->start = reinterpret_cast<int32_t *>(parts[4]);
            work->active = reinterpret_cast<int32_t *>(parts[5]);
            work->activeCount = reinterpret_cast<int32_t *>(parts[6]);
            work->sums = reinterpret_cast<float *>(parts[7]);
        }
        return at;
    }
};

/** Counting sort of the pairs by expert; within an expert they keep their order. Ids that no expert has are left out. */
void group(const Experts &op, const Work &work) {
    const Space &space = *op.space;
    const auto *ids = space.data<const int32_t>(op.ids);
    const auto *factors = space.data<const float>(op.factors);
    const auto *pairRows = op.pairRows == nullptr ? nullptr : space.data<const int32_t>(op.pairRows);
    const int64_t used = pairRows == nullptr ? op.used() : 1;
    const auto count = static_cast<int32_t>(op.weights.experts);
    const auto idOf = [&](int64_t pair) { return ids[pair / used * op.idsStride + pair % used]; };
    std::memset(work.start, 0, static_cast<size_t>(count + 1) * sizeof(int32_t));
    for (int64_t pair = 0; pair < op.pairs; pair++) {
        const int32_t id = idOf(pair);
        if (id >= 0 && id < count) work.start[id + 1]++;
    }
    int32_t active = 0;
    for (int32_t id = 0; id < count; id++) {
        if (work.start[id + 1] > 0) work.active[active++] = id;
        work.start[id + 1] += work.start[id];
    }
    *work.activeCount = active;
    // `start` moves to the end of each expert while places are given out, and back afterwards.
    for (int64_t pair = 0; pair < op.pairs; pair++) {
        const int32_t id = idOf(pair);
        if (id < 0 || id >= count) continue;
        const int32_t place = work.start[id]++;
        work.row[place] = pairRows == nullptr ? static_cast<int32_t>(pair / used) : pairRows[pair];
        work.factor[place] = factors[pair];
    }
    for (int32_t id = count; id > 0; id--) work.start[id] = work.start[id - 1];
    work.start[0] = 0;
}

/** Columns [from, to) of an expert's gate and up, for all its rows, to rounded products in `work.hidden`. */
void gateAndUp(const Experts &op, const Variant &with, const Work &work, int32_t expert, int64_t from, int64_t to) {
    const auto &w = op.weights;
    const int64_t gateBytes = stripBytes(op.gate, w.hidden), both = gateBytes + stripBytes(op.up, w.hidden);
    const auto *strips = static_cast<const uint8_t *>(w.gate_up) + expert * w.gate_up_stride + from / columns * both;
    const int64_t perRow = op.rowBytes(), perPair = op.pairBytes(), width = to - from;
    const int32_t first = work.start[expert];
    const RowGroups groups(with, work.start[expert + 1] - first);
    for (int64_t g = 0; g < groups.groups; g++) {
        const int64_t place = first + groups.start(g), count = first + groups.start(g + 1) - place;
        Row rows[rowsMax];
        for (int64_t r = 0; r < count; r++) rows[r] = work.x + work.row[place + r] * perRow;
        float gate[rowsMax * streamColumnsMax], up[rowsMax * streamColumnsMax], product[streamColumnsMax];
        if (groups.groups == 1) {
            // In the order of memory: gate and up take turns.
            for (int64_t s = 0; s < width / columns; s++) {
                const uint8_t *strip = strips + s * both;
                multiply(with, {strip, both, op.gate}, 1, w.hidden, rows, count, gate + s * columns, width, true);
                multiply(with, {strip + gateBytes, both, op.up}, 1, w.hidden, rows, count, up + s * columns, width, true);
            }
        } else {
            multiply(with, {strips, both, op.gate}, width / columns, w.hidden, rows, count, gate, width, false);
            multiply(with, {strips + gateBytes, both, op.up}, width / columns, w.hidden, rows, count, up, width, false);
        }
        for (int64_t r = 0; r < count; r++) {
            if (w.gate_bias != nullptr) with.addScaled(gate + r * width, w.gate_bias + expert * w.width + from, 1, width);
            if (w.up_bias != nullptr) with.addScaled(up + r * width, w.up_bias + expert * w.width + from, 1, width);
            with.activate({w.alpha, w.limit}, gate + r * width, up + r * width, product, width);
            uint8_t *blocks = work.hidden + (place + r) * perPair + from / blockK * rowBlockBytes(op.down);
            prepare(with, op.down, product, width, blocks);
        }
    }
}

/** Adds an expert's part to strips [from, to) of the output of its rows. */
void down(const Experts &op, const Variant &with, const Work &work, int32_t expert, int64_t from, int64_t to, float *y) {
    const auto &w = op.weights;
    const int64_t bytes = stripBytes(op.down, w.width);
    const auto *strips = static_cast<const uint8_t *>(w.down) + expert * w.down_stride + from * bytes;
    const int64_t perPair = op.pairBytes(), width = std::min(w.hidden, to * columns) - from * columns;
    const int32_t first = work.start[expert];
    const RowGroups groups(with, work.start[expert + 1] - first);
    for (int64_t g = 0; g < groups.groups; g++) {
        const int64_t place = first + groups.start(g), count = first + groups.start(g + 1) - place;
        Row rows[rowsMax];
        for (int64_t r = 0; r < count; r++) rows[r] = work.hidden + (place + r) * perPair;
        float out[rowsMax * streamColumnsMax];
        multiply(with, {strips, bytes, op.down}, to - from, w.width, rows, count, out, streamColumnsMax, groups.groups == 1);
        for (int64_t r = 0; r < count; r++) {
            float *sum = y + work.row[place + r] * w.hidden + from * columns;
            const float factor = work.factor[place + r];
            with.addScaled(sum, out + r * streamColumnsMax, factor, width);
            if (w.down_bias != nullptr) with.addScaled(sum, w.down_bias + expert * w.hidden + from * columns, factor, width);
        }
    }
}

/** Columns of a unit where weights are used once, out of `all` of all experts. */
int64_t streamColumns(int64_t all, int threads) {
    int64_t count = streamColumnsMax;
    while (count > unitColumns && all < count * threads * unitsPerThread) count /= 2;
    return count;
}

void roundRows(const Experts &op, const Variant &with, const Work &work, int ith, int nth) {
    const Share share(op.rows * (op.weights.hidden / blockK), ith, nth);
    const int64_t perBlock = rowBlockBytes(op.gate);
    if (!op.brainRows) {
        const auto *x = op.space->data<const float>(op.x) + share.from * blockK;
        prepare(with, op.gate, x, (share.to - share.from) * blockK, work.x + share.from * perBlock);
        return;
    }
    const auto *x = op.space->data<const uint8_t>(op.x);
    constexpr int64_t blocksAtOnce = 16;
    float part[blocksAtOnce * blockK];
    for (int64_t at = share.from; at < share.to; at += blocksAtOnce) {
        const int64_t count = std::min(blocksAtOnce, share.to - at) * blockK;
        fulgur_read_bf16(x + at * blockK * 2, part, count);
        prepare(with, op.gate, part, count, work.x + at * perBlock);
    }
}

} // namespace
} // namespace fulgur

using namespace fulgur;

void *fulgur_experts_new(void *space, const struct fulgur_expert_weights *experts, int64_t rows, int64_t pairs,
                         const void *x, const void *ids, int64_t ids_stride, const void *weights) {
    auto op = std::make_unique<Experts>();
    op->describe(*experts);
    op->rows = rows;
    op->pairs = pairs;
    op->x = x;
    op->ids = ids;
    op->idsStride = ids_stride;
    op->factors = weights;
    op->pairRows = nullptr;
    const int64_t scratch = Work::bytes(*op);
    return static_cast<Space *>(space)->add(std::move(op), scratch);
}

void *fulgur_expert_calls_new(void *space) { return static_cast<Space *>(space)->add(std::make_unique<Experts>(), 0); }

bool fulgur_expert_calls_aim(void *operation, const struct fulgur_expert_weights *experts, int64_t rows, int64_t pairs,
                             const void *x, const void *ids, const void *pair_rows, const void *weights, bool bf16,
                             void *sums) {
    auto &op = *static_cast<Experts *>(static_cast<Operation *>(operation));
    op.describe(*experts);
    op.rows = rows;
    op.pairs = pairs;
    op.x = x;
    op.ids = ids;
    op.idsStride = 1;
    op.factors = weights;
    op.pairRows = pair_rows;
    op.brainRows = bf16;
    op.sums = sums;
    return op.space->reserve(Work::bytes(op));
}

void fulgur_experts(void *y, int ith, int nth, void *operation) {
    auto &op = *static_cast<Experts *>(static_cast<Operation *>(operation));
    const auto &w = op.weights;
    const Work work(op, op.space->scratch());
    const Variant &with = variant();
    // The last thread groups, which takes less time than its share of the rounding would.
    if (ith == nth - 1) group(op, work);
    roundRows(op, with, work, ith, nth);
    op.team.meet(nth);
    const int64_t active = *work.activeCount;
    const bool isStream = op.pairs <= active * rowsMax;
    const int64_t columnsAtOnce = isStream ? streamColumns(active * w.width, nth) : unitColumns;
    const int64_t parts = (w.width + columnsAtOnce - 1) / columnsAtOnce;
    for (int64_t unit = op.team.take(); unit < active * parts; unit = op.team.take()) {
        const int64_t from = unit % parts * columnsAtOnce;
        gateAndUp(op, with, work, work.active[unit / parts], from, std::min(w.width, from + columnsAtOnce));
    }
    op.team.meet(nth);
    float *out = op.brainRows ? work.sums : op.space->data<float>(op.sums == nullptr ? y : op.sums);
    const int64_t strips = (w.hidden + columns - 1) / columns;
    // Wide units read long stretches of memory, narrow ones let threads end together.
    const int64_t stripsMost = (isStream ? streamColumnsMax : downColumns) / columns;
    const int64_t stripsAtOnce = std::max<int64_t>(1, std::min(stripsMost, strips / (nth * 4)));
    const int64_t chunks = (strips + stripsAtOnce - 1) / stripsAtOnce;
    for (int64_t chunk = op.team.take(); chunk < chunks; chunk = op.team.take()) {
        const int64_t from = chunk * stripsAtOnce, to = std::min(strips, from + stripsAtOnce);
        const int64_t width = std::min(w.hidden, to * columns) - from * columns;
        for (int64_t row = 0; row < op.rows; row++) {
            std::memset(out + row * w.hidden + from * columns, 0, static_cast<size_t>(width) * sizeof(float));
        }
        for (int64_t i = 0; i < active; i++) down(op, with, work, work.active[i], from, to, out);
        if (!op.brainRows) continue;
        for (int64_t row = 0; row < op.rows; row++) {
            const int64_t first = row * w.hidden + from * columns;
            with.narrow(out + first, width, static_cast<uint16_t *>(op.sums) + first);
        }
    }
}
