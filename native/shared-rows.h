// The memory that an attention and a shard share: what lies where, who may change it when, and the bells.
//
// Slot states, and who changes them:
//   free -> posted (sender) -> taken (shard) -> answered (shard) -> free (sender)
//   posted, taken -> dropped (sender, which no longer waits) -> free (shard)
// The shard believes nothing that it reads here without checking a copy: the sender is another process.
#pragma once
#ifdef __linux__
#include "exchange.h"
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace fulgur {

using Bell = std::atomic<uint32_t>;

/** Sleeps while `bell` has the value; false when `untilMs` of `fulgur_rows_clock` has come (negative: never). */
inline bool waitFor(Bell &bell, uint32_t value, double untilMs = -1) {
    timespec until{};
    if (untilMs >= 0) {
        until.tv_sec = static_cast<time_t>(untilMs / 1e3);
        until.tv_nsec = static_cast<long>((untilMs - static_cast<double>(until.tv_sec) * 1e3) * 1e6);
    }
    const long result = syscall(SYS_futex, &bell, FUTEX_WAIT_BITSET, value, untilMs < 0 ? nullptr : &until, nullptr,
                                FUTEX_BITSET_MATCH_ANY);
    return result == 0 || errno != ETIMEDOUT;
}

inline void ring(Bell &bell) { syscall(SYS_futex, &bell, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0); }

enum SlotState : uint32_t { slotFree, slotPosted, slotTaken, slotAnswered, slotDropped };

struct Slot {
    alignas(64) Bell state;
    int32_t layer;
    int64_t rows;
    int64_t pairs;
    double dueMs;
    int32_t code;
    int32_t computeUs;
};

struct SharedHeader {
    uint64_t layout;
    uint8_t secret[16];
    fulgur_rows_shape shape;
    /** Counts what was posted. */
    alignas(64) Bell posted;
    alignas(64) std::atomic<uint32_t> closed;
    /** Whether a shard has taken the memory. */
    std::atomic<uint32_t> taken;
};
static_assert(Bell::is_always_lock_free, "processes share atomics");

/** Changes whenever the memory's layout does. */
constexpr uint64_t sharedLayout = 0x66756c6775720001;

/** Where the parts of the memory are. */
class SharedRows {
  public:
    SharedRows(void *memory, const fulgur_rows_shape &shape)
        : memory_(static_cast<uint8_t *>(memory)), shape_(shape) {}

    static int64_t bytes(const fulgur_rows_shape &shape) {
        return headerBytes + shape.slots * slotBytes(shape);
    }

    static bool isSane(const fulgur_rows_shape &shape) {
        const auto within = [](int64_t value, int64_t most) { return value >= 1 && value <= most; };
        return within(shape.hidden, 1 << 20) && shape.hidden % 32 == 0 && within(shape.rows_max, 1 << 16) &&
               within(shape.pairs_max, 1 << 22) && within(shape.slots, 64);
    }

    const fulgur_rows_shape &shape() const { return shape_; }
    void *memory() const { return memory_; }
    SharedHeader &header() const { return *reinterpret_cast<SharedHeader *>(memory_); }
    Slot &slot(int64_t i) const { return *reinterpret_cast<Slot *>(start(i)); }
    uint32_t *pairRows(int64_t i) const { return reinterpret_cast<uint32_t *>(start(i) + headerBytes); }
    uint32_t *experts(int64_t i) const { return pairRows(i) + shape_.pairs_max; }
    float *weights(int64_t i) const { return reinterpret_cast<float *>(experts(i) + shape_.pairs_max); }
    /** bf16 [rows, hidden] */
    uint16_t *rows(int64_t i) const { return reinterpret_cast<uint16_t *>(start(i) + headerBytes + pairBytes(shape_)); }
    uint16_t *sums(int64_t i) const { return rows(i) + shape_.rows_max * shape_.hidden; }

  private:
    static constexpr int64_t headerBytes = 4096;

    static int64_t pairBytes(const fulgur_rows_shape &shape) { return (12 * shape.pairs_max + 4095) / 4096 * 4096; }
    static int64_t slotBytes(const fulgur_rows_shape &shape) {
        return (headerBytes + pairBytes(shape) + 4 * shape.rows_max * shape.hidden + 4095) / 4096 * 4096;
    }
    uint8_t *start(int64_t i) const { return memory_ + headerBytes + i * slotBytes(shape_); }

    uint8_t *memory_;
    fulgur_rows_shape shape_;
};

} // namespace fulgur
#endif
