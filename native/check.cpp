// Compares every variant that this processor can run with the plain one, on random weights and activations: for
// processors on which the tests of lib/tensor do not run, as under an emulator.
//
//   g++ -std=c++17 -O2 native/*.cpp (each variant with its own flags) -o check && ./check
#include "fulgur.h"
#include "format.h"
#include "tables.h"
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

using fulgur::columns, fulgur::formatOf, fulgur::stripBytes;
using fulgur::GridOneTable, fulgur::GridThreeOddTable, fulgur::GridThreeTable, fulgur::GridTwoTable;

namespace {

uint32_t state = 1;
uint32_t next() { return (state = state * 1664525u + 1013904223u) >> 8; }
float value() { return static_cast<float>(next()) / 8388608.0f - 1.0f; }

/** In place of ggml's function: bytes of the block choose from the values of a table. */
template <class Table, int used> void decode(const void *block, float *values, int64_t count) {
    const auto *bytes = static_cast<const uint8_t *>(block);
    for (int64_t i = 0; i < count; i++) {
        const int stored = Table::of[(bytes[8 + i % 32] >> i / 64) % used] - (1 << Table::offsetBits);
        values[i] = static_cast<float>(stored) / (1 << Table::unitBits);
    }
}
struct TernaryTable {
    static constexpr int unitBits = 0, offsetBits = 1;
    static constexpr int of[3] = {1, 2, 3};
};

struct Kind {
    const char *name;
    int32_t type;
    int64_t block, bytes;
    /** Where a block's half-precision scales begin, and how many there are: they must be finite. */
    int64_t scaleAt, scales;
    fulgur_decode decode = nullptr;
};
constexpr Kind kinds[] = {{"q4_0", 2, 32, 18, 0, 1},    {"q4_1", 3, 32, 20, 0, 2},      {"q5_0", 6, 32, 22, 0, 1},
                          {"q5_1", 7, 32, 24, 0, 2},    {"q8_0", 8, 32, 34, 0, 1},      {"q4_K", 12, 256, 144, 0, 2},
                          {"q2_K", 10, 256, 84, 80, 2}, {"q3_K", 11, 256, 110, 108, 1},
                          {"q5_K", 13, 256, 176, 0, 2}, {"q6_K", 14, 256, 210, 208, 1}, {"iq4_nl", 20, 32, 18, 0, 1},
                          {"iq4_xs", 23, 256, 136, 0, 1}, {"mxfp4", 39, 32, 17, 0, 0},  {"bf16", 30, 32, 64, 0, 32},
                          {"f16", 1, 32, 64, 0, 32},
                          {"iq1_s", 19, 256, 50, 0, 1, decode<GridOneTable, 6>},
                          {"iq2_xs", 17, 256, 74, 0, 1, decode<GridTwoTable, 6>},
                          {"iq3_xxs", 18, 256, 98, 0, 1, decode<GridThreeTable, 16>},
                          {"iq3_s", 21, 256, 110, 0, 1, decode<GridThreeOddTable, 16>},
                          {"tq2_0", 35, 256, 66, 64, 1, decode<TernaryTable, 3>}};

std::vector<uint8_t> blocks(const Kind &kind, int64_t count) {
    std::vector<uint8_t> bytes(static_cast<size_t>(count * kind.bytes));
    for (auto &byte : bytes) byte = static_cast<uint8_t>(next());
    for (int64_t i = 0; i < count; i++) {
        // The exponent of mxfp4 is a byte, of which most values are far away from 1.
        if (kind.scales == 0) bytes[static_cast<size_t>(i * kind.bytes)] = static_cast<uint8_t>(120 + next() % 8);
        for (int64_t s = 0; s < kind.scales; s++) {
            const auto half = static_cast<uint16_t>(0x2000 | (next() & 0x0fff));
            std::memcpy(bytes.data() + i * kind.bytes + kind.scaleAt + 2 * s, &half, 2);
        }
    }
    return bytes;
}

double distance(const std::vector<float> &a, const std::vector<float> &b) {
    double difference = 0, size = 0;
    for (size_t i = 0; i < a.size(); i++) {
        difference += (a[i] - b[i]) * static_cast<double>(a[i] - b[i]);
        size += b[i] * static_cast<double>(b[i]);
    }
    return std::sqrt(difference / size);
}

std::vector<float> product(const Kind &kind, const std::vector<uint8_t> &packed, int64_t k, int64_t n, int64_t rows,
                           const std::vector<float> &x) {
    std::vector<float> y(static_cast<size_t>(rows * n));
    void *space = fulgur_space_new(nullptr);
    fulgur_matmul(y.data(), 0, 1, fulgur_matmul_new(space, kind.type, packed.data(), k, n, rows, x.data(), k));
    fulgur_space_free(space);
    return y;
}

std::vector<float> values(int64_t count) {
    std::vector<float> all(static_cast<size_t>(count));
    for (auto &one : all) one = value();
    return all;
}

/** Three experts with biases and a clamped activation, of which each row uses two. */
struct Experts {
    static constexpr int64_t count = 3, used = 2, hidden = 256, width = 256;
    std::vector<uint8_t> gateUp, down;
    std::vector<float> gateBias = values(count * width), upBias = values(count * width), downBias = values(count * hidden);
    fulgur_expert_weights described;

    explicit Experts(const Kind &kind) {
        const int64_t strip = stripBytes(formatOf(kind.type), hidden), up = width / columns * strip;
        gateUp.resize(static_cast<size_t>(count * 2 * up));
        down.resize(static_cast<size_t>(count * up));
        const auto weights = [&] { return blocks(kind, hidden / kind.block * width); };
        for (int64_t e = 0; e < count; e++) {
            uint8_t *at = gateUp.data() + e * 2 * up;
            fulgur_pack(kind.type, weights().data(), hidden, width, at, 2 * strip, kind.decode);
            fulgur_pack(kind.type, weights().data(), hidden, width, at + strip, 2 * strip, kind.decode);
            fulgur_pack(kind.type, weights().data(), width, hidden, down.data() + e * up, 0, kind.decode);
        }
        described = {kind.type,       kind.type,     kind.type,       count, hidden, width, gateUp.data(), 2 * up, down.data(), up,
                     gateBias.data(), upBias.data(), downBias.data(), 1.7f,  2.0f};
    }

    std::vector<float> run(int64_t rows, const std::vector<float> &x) const {
        std::vector<float> y(static_cast<size_t>(rows * hidden)), factors(static_cast<size_t>(rows * used), 0.5f);
        std::vector<int32_t> ids;
        for (int32_t row = 0; row < rows; row++) ids.insert(ids.end(), {row % 3, (row + 1 + row / 3 % 2) % 3});
        void *space = fulgur_space_new(nullptr);
        void *op = fulgur_experts_new(space, &described, rows, rows * used, x.data(), ids.data(), used, factors.data());
        fulgur_experts(y.data(), 0, 1, op);
        fulgur_space_free(space);
        return y;
    }
};

constexpr int64_t attentionRows = 7;

/** Two rows that come alone and five of a sequence, a window before the last. */
std::vector<float> attention(const std::vector<float> &query, const std::vector<uint16_t> &cache) {
    const fulgur_attention_shape shape{4, 2, 48, 32, 0.1f};
    const int32_t spans[2 * attentionRows] = {0, 7, 2, 5, 7, 51, 7, 52, 7, 53, 8, 53, 9, 53};
    int32_t cells[62];
    for (int32_t i = 0; i < 62; i++) cells[i] = (5 * i + 3) % 12;
    const float sinks[] = {0.5f, -1.0f, 0.0f, 2.0f};
    std::vector<float> y(attentionRows * 4 * 32);
    void *space = fulgur_space_new(nullptr);
    void *op = fulgur_attention_new(space, &shape, attentionRows, 0, 53, 1, query.data(), cache.data(), cache.data(), cells,
                                    spans, sinks);
    fulgur_attention(y.data(), 0, 1, op);
    fulgur_space_free(space);
    return y;
}

} // namespace

int main() {
    int failures = 0;
    for (const char *name : {"avx512bf16", "avx512", "avx2", "neoni8mm", "neon"}) {
        if (!fulgur_use_variant(name)) continue;
        double worst = 0;
        // Rounding what lies between two products turns last bits into steps of a hundredth of a block.
        double worstExperts = 0;
        for (const auto &kind : kinds) {
            for (int64_t rows = 1; rows <= 19; rows += 3) {
                const int64_t k = kind.block * (1 + rows % 5), n = 5 + 7 * rows;
                // Floats too, which not every processor packs.
                const int64_t bytes = (n + columns - 1) / columns * stripBytes(formatOf(kind.type), k);
                std::vector<uint8_t> packed(static_cast<size_t>(bytes));
                fulgur_pack(kind.type, blocks(kind, k / kind.block * n).data(), k, n, packed.data(), 0, kind.decode);
                const auto x = values(rows * k);
                fulgur_use_variant(name);
                const auto ours = product(kind, packed, k, n, rows, x);
                fulgur_use_variant("plain");
                worst = std::fmax(worst, distance(ours, product(kind, packed, k, n, rows, x)));
            }
            const Experts experts(kind);
            const auto x = values(11 * Experts::hidden);
            fulgur_use_variant(name);
            const auto ours = experts.run(11, x);
            fulgur_use_variant("plain");
            worstExperts = std::fmax(worstExperts, distance(ours, experts.run(11, x)));
        }
        const auto query = values(attentionRows * 4 * 48);
        std::vector<uint16_t> cache(12 * 2 * 48);
        for (auto &half : cache) half = static_cast<uint16_t>((next() & 0x8000) | 0x3000 | (next() & 0x0bff));
        fulgur_use_variant(name);
        const auto ours = attention(query, cache);
        fulgur_use_variant("plain");
        worst = std::fmax(worst, distance(ours, attention(query, cache)));
        std::printf("%s: at most %.2g from plain, experts %.2g\n", name, worst, worstExperts);
        failures += worst < 1e-6 && worstExperts < 1e-3 ? 0 : 1;
    }
    return failures;
}
