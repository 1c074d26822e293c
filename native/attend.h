// Attention of one row to its cells, over the vector type of a variant (strip.h).
#pragma once
#include "activation.h"

namespace fulgur {
namespace {

constexpr int64_t halfBytes = 2;
/** Cells ahead that are asked for from memory. */
constexpr int64_t aheadCells = 4;

inline void prefetchCell(const uint8_t *at, int64_t bytes) {
    for (int64_t i = 0; i < bytes; i += 64) __builtin_prefetch(at + i, 0, 3);
}

/** scores[head * count + i]: products of the heads' queries with the keys of cell i. */
template <class V> void score(const AttentionPart &part) {
    const auto &shape = *part.shape;
    const int64_t sharing = sharingHeads(shape), size = shape.head_size;
    const int64_t cellBytes = shape.kv_heads * size * halfBytes;
    const int64_t from = part.firstHead * size * halfBytes, length = (part.endHead - part.firstHead) * size * halfBytes;
    for (int64_t i = 0; i < part.count; i++) {
        if (i + aheadCells < part.count) prefetchCell(part.keys + part.cells[i + aheadCells] * cellBytes + from, length);
        const uint8_t *key = part.keys + part.cells[i] * cellBytes + from;
        for (int32_t kvHead = part.firstHead; kvHead < part.endHead; kvHead++, key += size * halfBytes) {
            for (int64_t head = kvHead * sharing; head < (kvHead + 1) * sharing; head++) {
                const float *query = part.query + head * size;
                typename V::Floats even = V::zero(), odd = V::zero();
                int64_t d = 0;
                for (; d + 2 * V::W <= size; d += 2 * V::W) {
                    even = V::fma(V::halves(key + d * halfBytes), V::loadFloats(query + d), even);
                    odd = V::fma(V::halves(key + (d + V::W) * halfBytes), V::loadFloats(query + d + V::W), odd);
                }
                if (d < size) even = V::fma(V::halves(key + d * halfBytes), V::loadFloats(query + d), even);
                part.scores[head * part.count + i] = V::total(V::add(even, odd));
            }
        }
    }
}

/** out += weights * values of `cells` (1 or 4) cells from cell i on. */
template <class V, int cells> void addValues(const AttentionPart &part, int64_t i) {
    const auto &shape = *part.shape;
    const int64_t sharing = sharingHeads(shape), size = shape.value_size;
    const int64_t cellBytes = shape.kv_heads * size * halfBytes;
    const uint8_t *value[cells];
    for (int c = 0; c < cells; c++) value[c] = part.values + part.cells[i + c] * cellBytes;
    for (int32_t kvHead = part.firstHead; kvHead < part.endHead; kvHead++) {
        for (int64_t head = kvHead * sharing; head < (kvHead + 1) * sharing; head++) {
            typename V::Floats weight[cells];
            for (int c = 0; c < cells; c++) weight[c] = V::broadcast(part.scores + head * part.count + i + c);
            float *out = part.out + head * size;
            for (int64_t d = 0; d < size; d += V::W) {
                typename V::Floats sum = V::loadFloats(out + d);
                for (int c = 0; c < cells; c++) {
                    sum = V::fma(weight[c], V::halves(value[c] + (kvHead * size + d) * halfBytes), sum);
                }
                V::store(out + d, sum);
            }
        }
    }
}

template <class V> void attend(const AttentionPart &part) {
    const auto &shape = *part.shape;
    const int64_t sharing = sharingHeads(shape), size = shape.value_size;
    const int64_t cellBytes = shape.kv_heads * size * halfBytes;
    const int64_t from = part.firstHead * size * halfBytes, length = (part.endHead - part.firstHead) * size * halfBytes;
    score<V>(part);
    for (int64_t head = part.firstHead * sharing; head < part.endHead * sharing; head++) {
        softmax(part.scores + head * part.count, part.count, shape.scale, part.sinks == nullptr ? nullptr : part.sinks + head);
        for (int64_t d = 0; d < size; d++) part.out[head * size + d] = 0;
    }
    int64_t i = 0;
    for (; i + 4 <= part.count; i += 4) {
        for (int64_t next = i + 4; next < i + 8 && next < part.count; next++) {
            prefetchCell(part.values + part.cells[next] * cellBytes + from, length);
        }
        addValues<V, 4>(part, i);
    }
    for (; i < part.count; i++) addValues<V, 1>(part, i);
}

} // namespace
} // namespace fulgur
