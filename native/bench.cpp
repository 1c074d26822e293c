// A microbenchmark of the kernels: bytes of weights and operations per second, by format and rows.
//
//   fulgur-bench [threads] [format] [variant]
#include "fulgur.h"
#include "format.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>
#include <sys/mman.h>

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point since) { return std::chrono::duration<double>(Clock::now() - since).count(); }

void *pages(size_t bytes) {
    void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) std::exit(1);
    madvise(memory, bytes, 14);
    return memory;
}

template <class F> void onThreads(int threads, F work) {
    std::vector<std::thread> others;
    for (int i = 1; i < threads; i++) others.emplace_back(work, i, threads);
    work(0, threads);
    for (auto &other : others) other.join();
}

struct Named {
    const char *name;
    int32_t type;
};
constexpr Named types[] = {{"q4_0", 2},    {"q4_1", 3},    {"q5_0", 6},   {"q5_1", 7},  {"q8_0", 8},
                           {"q4_K", 12},  {"q5_K", 13},   {"q6_K", 14},  {"mxfp4", 39}, {"iq4_nl", 20}, {"iq4_xs", 23},
                           {"bf16", 30}, {"f16", 1}};

/** A layer of experts in the shape of OLMoE, its weights any bytes with small scales. */
void experts(int threads, const Named &type) {
    constexpr int64_t hidden = 2048, width = 1024, count = 64, used = 8;
    const int64_t up = fulgur_packed_bytes(type.type, hidden, width);
    const int64_t downBytes = fulgur_packed_bytes(type.type, width, hidden);
    const int64_t bytes = 2 * up + downBytes;
    auto *weights = static_cast<uint8_t *>(pages(static_cast<size_t>(count * bytes)));
    for (int64_t i = 0; i < count * bytes; i += 2) {
        const uint16_t half = static_cast<uint16_t>(0x1000 | (i * 2654435761u >> 20 & 0xff));
        std::memcpy(weights + i, &half, 2);
    }
    const fulgur_expert_weights described{type.type, type.type, type.type, static_cast<int32_t>(count), hidden, width,
                                          weights, 2 * up, weights + count * 2 * up, downBytes, nullptr, nullptr, nullptr,
                                          0, 0};
    for (int64_t rows : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}) {
        std::vector<float> x(static_cast<size_t>(rows * hidden)), y(x.size());
        std::vector<int32_t> ids(static_cast<size_t>(rows * used));
        std::vector<float> factors(ids.size(), 0.125f);
        std::vector<bool> seen(count);
        uint32_t state = 12345;
        for (auto &value : x) value = static_cast<float>((state = state * 1664525u + 1013904223u) >> 8) / 16777216.0f - 0.5f;
        void *space = fulgur_space_new(nullptr);
        void *op = fulgur_experts_new(space, &described, rows, rows * used, x.data(), ids.data(), used, factors.data(), nullptr);
        const int repeats = static_cast<int>(rows <= 8 ? 60 : 1200 / rows + 2);
        double best = 1e9, total = 0;
        int64_t touched = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            std::fill(seen.begin(), seen.end(), false);
            for (int64_t row = 0; row < rows; row++) {
                for (int64_t i = 0; i < used; i++) {
                    state = state * 1664525u + 1013904223u;
                    const int32_t id = static_cast<int32_t>((state >> 16) % (count / used) * used + static_cast<uint32_t>(i));
                    ids[static_cast<size_t>(row * used + i)] = id;
                    seen[static_cast<size_t>(id)] = true;
                }
            }
            int64_t active = 0;
            for (bool one : seen) active += one;
            const auto start = Clock::now();
            onThreads(threads, [&](int ith, int nth) { fulgur_experts(y.data(), ith, nth, op); });
            const double took = seconds(start);
            best = took < best ? took : best;
            total += took;
            touched += active;
        }
        const double mean = total / repeats;
        const double operations = static_cast<double>(rows * used) * 6 * hidden * width;
        const double read = static_cast<double>(touched) / repeats * static_cast<double>(bytes);
        std::printf("%-5s experts rows %4ld  %8.0f us (best %8.0f)  %6.0f GOPS  %5.1f GB/s\n", type.name,
                    static_cast<long>(rows), mean * 1e6, best * 1e6, operations / mean / 1e9, read / mean / 1e9);
        fulgur_space_free(space);
    }
    munmap(weights, static_cast<size_t>(count * bytes));
}

void matmul(int threads, const Named &type, int64_t k, int64_t n) {
    const int64_t bytes = fulgur_packed_bytes(type.type, k, n);
    // As many matrices as fall out of every cache.
    const int64_t matrices = 1 + 400'000'000 / bytes;
    auto *weights = static_cast<uint8_t *>(pages(static_cast<size_t>(matrices * bytes)));
    for (int64_t i = 0; i < matrices * bytes; i += 2) {
        const uint16_t half = static_cast<uint16_t>(0x1000 | (i * 2654435761u >> 20 & 0xff));
        std::memcpy(weights + i, &half, 2);
    }
    for (int64_t rows : {1, 2, 4, 8, 16, 64, 512}) {
        std::vector<float> x(static_cast<size_t>(rows * k)), y(static_cast<size_t>(rows * n));
        for (size_t i = 0; i < x.size(); i++) x[i] = static_cast<float>(i % 17) - 8.0f;
        void *space = fulgur_space_new(nullptr);
        std::vector<void *> ops;
        const int64_t uses = rows >= 512 ? std::min<int64_t>(matrices, 8) : matrices;
        for (int64_t i = 0; i < uses; i++) ops.push_back(fulgur_matmul_new(space, type.type, weights + i * bytes, k, n, rows, x.data(), k));
        double best = 1e9;
        for (int repeat = 0; repeat < 3; repeat++) {
            const auto start = Clock::now();
            onThreads(threads, [&](int ith, int nth) {
                for (void *op : ops) fulgur_matmul(y.data(), ith, nth, op);
            });
            best = std::min(best, seconds(start));
        }
        const double each = best / static_cast<double>(uses);
        std::printf("%-5s matmul %ldx%ld rows %4ld  %8.1f us  %6.0f GOPS  %5.1f GB/s\n", type.name, static_cast<long>(k),
                    static_cast<long>(n), static_cast<long>(rows), each * 1e6,
                    2e-9 * static_cast<double>(rows * k * n) / each, static_cast<double>(bytes) / each / 1e9);
        fulgur_space_free(space);
    }
    munmap(weights, static_cast<size_t>(matrices * bytes));
}

} // namespace

int main(int argc, char **argv) {
    const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
    if (argc > 3 && !fulgur_use_variant(argv[3])) {
        std::fprintf(stderr, "this processor cannot run %s\n", argv[3]);
        return 1;
    }
    std::printf("variant %s, %d threads\n", fulgur_variant(), threads);
    for (const auto &type : types) {
        if (argc > 2 && std::strcmp(argv[2], "all") != 0 && std::strcmp(argv[2], type.name) != 0) continue;
        matmul(threads, type, 2048, 2048);
        experts(threads, type);
    }
    return 0;
}
