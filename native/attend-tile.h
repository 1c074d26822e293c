// Attention of rows that look at nearly the same cells, over the vector type of a variant (strip.h).
//
// A tile is some rows of a sequence and the heads that share a key head. Each pair of a row and a head has a lane, and W
// lanes are a group. Cells pass in blocks, whose keys and values are made single precision once for all lanes. Scores are
// weighed as they come, relative to the largest so far (Milakov and Gimelshein 2018), so that no row's scores are kept.
#pragma once
#include "attend.h"
#include <algorithm>
#include <optional>

namespace fulgur {
namespace {

/** What a lane's largest score is before it has seen a cell: below all that are seen. */
constexpr float leastScore = -1e30f;

/** out[i][lane] = keep[lane] * out[i][lane] + sum over j < n of factors[apart * i + step * j] * lanes[j][lane], for R of i. */
template <class V, int R>
inline void addProducts(const float *factors, int64_t apart, int64_t step, const float *lanes, int64_t n,
                        typename V::Floats keep, float *out) {
    typename V::Floats sum[R];
#pragma GCC unroll 8
    for (int i = 0; i < R; i++) sum[i] = V::mul(keep, V::loadFloats(out + i * V::W));
    for (int64_t j = 0; j < n; j++, factors += step, lanes += V::W) {
        const typename V::Floats x = V::loadFloats(lanes);
#pragma GCC unroll 8
        for (int i = 0; i < R; i++) sum[i] = V::fma(V::broadcast(factors + apart * i), x, sum[i]);
    }
#pragma GCC unroll 8
    for (int i = 0; i < R; i++) V::store(out + i * V::W, sum[i]);
}

/** The same for i in [from, count), as many at a time as registers hold. */
template <class V, int R = V::rowsAtOnce>
inline void addAllProducts(int64_t from, int64_t count, const float *factors, int64_t apart, int64_t step,
                           const float *lanes, int64_t n, typename V::Floats keep, float *out) {
    for (; from + R <= count; from += R) {
        addProducts<V, R>(factors + apart * from, apart, step, lanes, n, keep, out + from * V::W);
    }
    if constexpr (R > 1) {
        addAllProducts<V, (R + 1) / 2>(from, count, factors, apart, step, lanes, n, keep, out);
    }
}

/** A group of lanes, whose state has a lane in its innermost dimension. */
template <class V> class LaneGroup {
    static constexpr int W = V::W;

  public:
    inline LaneGroup(const AttentionTile &tile, int64_t firstLane, float *memory)
        : shape_(*tile.shape), query_(memory), sums_(query_ + shape_.head_size * W), scores_(sums_ + shape_.value_size * W) {
        std::memset(memory, 0, static_cast<size_t>(tileFloatsPerLane(shape_) * W) * sizeof(float));
        for (int lane = 0; lane < W; lane++) {
            most_[lane] = leastScore;
            total_[lane] = 0;
            from_[lane] = end_[lane] = 0;
            if (firstLane + lane >= tile.lanes()) continue;
            const int32_t *span = tile.spans + 2 * tile.row(firstLane + lane);
            from_[lane] = span[0];
            end_[lane] = span[0] + span[1];
            first_ = std::min(first_, from_[lane]);
            last_ = std::max(last_, end_[lane]);
            if (tile.sinks != nullptr) {
                most_[lane] = tile.sinks[tile.head(firstLane + lane)];
                total_[lane] = 1;
            }
            const float *query = tile.query + tile.place(firstLane + lane) * shape_.head_size;
            for (int32_t d = 0; d < shape_.head_size; d++) query_[d * W + lane] = query[d] * shape_.scale;
        }
    }

    /** Goes on with `count` cells from index `at` on. */
    inline void see(const float *keys, const float *values, int32_t at, int32_t count) {
        if (at >= last_ || at + count <= first_) return;
        addAllProducts<V>(0, count, keys, shape_.head_size, 1, query_, shape_.head_size, V::zero(), scores_);
        hide(at, count);
        float keep[W];
        weigh(count, keep);
        addAllProducts<V>(0, shape_.value_size, values, 1, shape_.value_size, scores_, count, V::loadFloats(keep), sums_);
    }

    inline void write(const AttentionTile &tile, int64_t firstLane) const {
        for (int lane = 0; lane < W && firstLane + lane < tile.lanes(); lane++) {
            float *out = tile.out + tile.place(firstLane + lane) * shape_.value_size;
            const float inverse = 1.0f / total_[lane];
            for (int32_t d = 0; d < shape_.value_size; d++) out[d] = sums_[d * W + lane] * inverse;
        }
    }

    inline int32_t first() const { return first_; }
    inline int32_t last() const { return last_; }

  private:
    /** Of the cells from index `at` on those that a lane does not see. */
    inline void hide(int32_t at, int32_t count) {
        bool isWhole = true;
        for (int lane = 0; lane < W; lane++) isWhole &= from_[lane] <= at && at + count <= end_[lane];
        if (isWhole) return;
        for (int32_t i = 0; i < count; i++) {
            float *scores = scores_ + i * W;
            for (int lane = 0; lane < W; lane++) {
                const bool isSeen = at + i >= from_[lane] && at + i < end_[lane];
                scores[lane] = isSeen ? scores[lane] : -INFINITY;
            }
        }
    }

    /** Makes scores weights, and says by what earlier sums are to be multiplied. */
    inline void weigh(int32_t count, float *keep) {
        float most[W], total[W];
        for (int lane = 0; lane < W; lane++) most[lane] = most_[lane];
        for (int32_t i = 0; i < count; i++) {
            const float *scores = scores_ + i * W;
            for (int lane = 0; lane < W; lane++) most[lane] = scores[lane] > most[lane] ? scores[lane] : most[lane];
        }
        for (int lane = 0; lane < W; lane++) {
            keep[lane] = exponential(most_[lane] - most[lane]);
            total[lane] = total_[lane] * keep[lane];
        }
        for (int32_t i = 0; i < count; i++) {
            float *scores = scores_ + i * W;
            for (int lane = 0; lane < W; lane++) {
                const float weight = exponential(scores[lane] - most[lane]);
                scores[lane] = scores[lane] > -INFINITY ? weight : 0.0f;
                total[lane] += scores[lane];
            }
        }
        for (int lane = 0; lane < W; lane++) {
            most_[lane] = most[lane];
            total_[lane] = total[lane];
        }
    }

    const fulgur_attention_shape &shape_;
    float *query_;  // [head_size, W], times the scale
    float *sums_;   // [value_size, W], weights times values
    float *scores_; // [tileCells, W], then weights
    float most_[W], total_[W];
    /** Indices of the cells that each lane sees, and of all that any of them does. */
    int32_t from_[W], end_[W];
    int32_t first_ = INT32_MAX, last_ = 0;
};

/** `count` cells of one key head in single precision: [count, size]. */
template <class V>
inline void widen(const uint8_t *of, int64_t cellBytes, const int32_t *cells, int32_t count, int64_t size, float *out) {
    for (int32_t i = 0; i < count; i++, out += size) {
        if (i + aheadCells < count) prefetchCell(of + cells[i + aheadCells] * cellBytes, size * halfBytes);
        const uint8_t *cell = of + cells[i] * cellBytes;
        for (int64_t d = 0; d < size; d += V::W) V::store(out + d, V::halves(cell + d * halfBytes));
    }
}

template <class V> void attendTile(const AttentionTile &tile) {
    const auto &shape = *tile.shape;
    const int64_t keyBytes = shape.head_size * halfBytes, valueBytes = shape.value_size * halfBytes;
    float *keys = tile.scratch, *values = keys + tileCells * shape.head_size;
    float *lanes = values + tileCells * shape.value_size;
    const int64_t groupFloats = tileFloatsPerLane(shape) * V::W;
    const auto groups = static_cast<int>((tile.lanes() + V::W - 1) / V::W);
    std::optional<LaneGroup<V>> of[tileLanes / V::W];
    int32_t first = INT32_MAX, last = 0;
    for (int i = 0; i < groups; i++) {
        of[i].emplace(tile, i * V::W, lanes + i * groupFloats);
        first = std::min(first, of[i]->first());
        last = std::max(last, of[i]->last());
    }
    for (int32_t at = first; at < last; at += tileCells) {
        const int32_t count = std::min(tileCells, last - at);
        widen<V>(tile.keys + tile.kvHead * keyBytes, shape.kv_heads * keyBytes, tile.cells + at, count, shape.head_size, keys);
        widen<V>(tile.values + tile.kvHead * valueBytes, shape.kv_heads * valueBytes, tile.cells + at, count,
                 shape.value_size, values);
        for (int i = 0; i < groups; i++) of[i]->see(keys, values, at, count);
    }
    for (int i = 0; i < groups; i++) of[i]->write(tile, i * V::W);
}

} // namespace
} // namespace fulgur
