// What the threads of one operation share: a barrier, and a counter from which they take units of work.
#pragma once
#include <atomic>
#include <cstdint>
#include <sched.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace fulgur {

class Team {
  public:
    /** Waits for the other threads, and starts the counting of units anew. */
    void meet(int threads) {
        if (threads == 1) {
            next_.store(0, std::memory_order_relaxed);
            return;
        }
        const uint32_t round = round_.load(std::memory_order_relaxed);
        if (arrived_.fetch_add(1, std::memory_order_acq_rel) == threads - 1) {
            arrived_.store(0, std::memory_order_relaxed);
            next_.store(0, std::memory_order_relaxed);
            round_.store(round + 1, std::memory_order_release);
            return;
        }
        for (int spins = 0; round_.load(std::memory_order_acquire) == round; spins++) {
            if (spins < spinsMax) pause();
            else sched_yield(); // a processor with more threads than cores: let the others run
        }
    }

    /** The next unit of work that no thread has taken. */
    int64_t take() { return next_.fetch_add(1, std::memory_order_relaxed); }

  private:
    /** Some microseconds: who waits for longer waits for a thread that has no core. */
    static constexpr int spinsMax = 500;

    static void pause() {
#if defined(__x86_64__)
        _mm_pause();
#elif defined(__aarch64__)
        __asm__ volatile("yield");
#endif
    }

    alignas(64) std::atomic<int> arrived_{0};
    alignas(64) std::atomic<uint32_t> round_{0};
    alignas(64) std::atomic<int64_t> next_{0};
};

} // namespace fulgur
