// The shard's end of memory shared with an attention: maps it and computes what is posted, on a thread of its own.
#include "holder.h"
#include "shared-rows.h"
#ifdef __linux__
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>

using namespace fulgur;

namespace {

class Taker {
  public:
    Taker(Holder &holder, void *memory, const fulgur_rows_shape &shape)
        : holder_(holder), shared_(memory, shape), pairs_(static_cast<size_t>(3 * shape.pairs_max)) {
        header().taken.store(1, std::memory_order_release);
        thread_ = std::thread([this] { serve(); });
    }

    ~Taker() {
        leaving_.store(true);
        header().posted.fetch_add(1);
        ring(header().posted);
        thread_.join();
        munmap(shared_.memory(), static_cast<size_t>(SharedRows::bytes(shared_.shape())));
    }

  private:
    SharedHeader &header() const { return shared_.header(); }

    void serve() {
        while (!leaving_.load() && header().closed.load(std::memory_order_acquire) == 0) {
            const uint32_t posted = header().posted.load(std::memory_order_acquire);
            bool found = false;
            for (int64_t i = 0; i < shared_.shape().slots; i++) found = look(i, false) || found;
            if (!found && !leaving_.load()) waitFor(header().posted, posted);
        }
        header().closed.store(1, std::memory_order_release);
        for (int64_t i = 0; i < shared_.shape().slots; i++) look(i, true);
    }

    /** Whether there was something to do in a slot. */
    bool look(int64_t i, bool refuse) {
        Bell &state = shared_.slot(i).state;
        uint32_t now = slotPosted;
        if (!state.compare_exchange_strong(now, slotTaken, std::memory_order_acq_rel)) {
            if (now == slotDropped) state.store(slotFree, std::memory_order_release);
            return false;
        }
        answer(i, refuse ? fulgur_computed{fulgur_batch_closed, 0, 0} : compute(i));
        return true;
    }

    void answer(int64_t i, const fulgur_computed &computed) {
        Slot &slot = shared_.slot(i);
        slot.code = computed.code;
        slot.computeUs = computed.compute_us;
        uint32_t now = slotTaken;
        if (!slot.state.compare_exchange_strong(now, slotAnswered, std::memory_order_acq_rel)) {
            slot.state.store(slotFree, std::memory_order_release);
        }
        ring(slot.state);
        holder_.keep(computed);
    }

    fulgur_computed compute(int64_t i) {
        const Slot &slot = shared_.slot(i);
        const fulgur_rows_shape &shape = shared_.shape();
        const int64_t rows = slot.rows, pairs = slot.pairs, layer = slot.layer;
        if (rows < 1 || rows > shape.rows_max || pairs < 1 || pairs > shape.pairs_max) return {fulgur_batch_invalid, 0, 0};
        const double start = fulgur_rows_clock();
        if (start > slot.dueMs) return {fulgur_batch_late, 0, 0};
        auto *copied = pairs_.data();
        const auto count = static_cast<size_t>(pairs), bytes = 4 * count;
        std::memcpy(copied, shared_.pairRows(i), bytes);
        std::memcpy(copied + count, shared_.experts(i), bytes);
        std::memcpy(copied + 2 * count, shared_.weights(i), bytes);
        const auto *weights = reinterpret_cast<const float *>(copied + 2 * count);
        const HeldBatch batch{layer, rows, pairs, copied, copied + count, weights, shared_.rows(i), shared_.sums(i)};
        const int32_t code = holder_.compute(batch);
        return {code, static_cast<int32_t>((fulgur_rows_clock() - start) * 1e3), code == fulgur_batch_ok ? pairs : 0};
    }

    Holder &holder_;
    SharedRows shared_;
    /** A copy that the sender cannot change while it is in use. */
    std::vector<uint32_t> pairs_;
    std::atomic<bool> leaving_{false};
    std::thread thread_;
};

/** Says why an offer is not taken. */
void *refuse(char *why, const char *reason) {
    std::snprintf(why, 128, "%s", reason);
    return nullptr;
}

/** The offered file, or -1: a sealed one of ours, as large as it has to be. */
int openOffered(int32_t pid, int32_t descriptor, int64_t bytes, char *why) {
    const std::string path = "/proc/" + std::to_string(pid) + "/fd/" + std::to_string(descriptor);
    char target[64] = {};
    const ssize_t length = readlink(path.c_str(), target, sizeof target - 1);
    constexpr char wanted[] = "/memfd:fulgur-rows";
    if (length < 0 || std::strncmp(target, wanted, sizeof wanted - 1) != 0) {
        refuse(why, "its process is not to be seen from here");
        return -1;
    }
    const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) {
        refuse(why, "its memory may not be opened");
        return -1;
    }
    struct stat status {};
    const int seals = fcntl(file, F_GET_SEALS);
    if (seals >= 0 && (seals & F_SEAL_SHRINK) != 0 && fstat(file, &status) == 0 && status.st_size == bytes) return file;
    close(file);
    refuse(why, "its memory is not of the size that it says, or not sealed");
    return -1;
}

} // namespace

void *fulgur_rows_take(void *holder, int32_t pid, int32_t descriptor, const void *secret,
                       const struct fulgur_rows_shape *shape, char *why) {
    if (!SharedRows::isSane(*shape)) return refuse(why, "its sizes are out of bounds");
    const int64_t bytes = SharedRows::bytes(*shape);
    const int file = openOffered(pid, descriptor, bytes, why);
    if (file < 0) return nullptr;
    void *memory = mmap(nullptr, static_cast<size_t>(bytes), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory == MAP_FAILED) return refuse(why, "its memory cannot be mapped");
    const SharedHeader &header = *static_cast<SharedHeader *>(memory);
    if (header.layout != sharedLayout || std::memcmp(header.secret, secret, sizeof header.secret) != 0) {
        munmap(memory, static_cast<size_t>(bytes));
        return refuse(why, "its memory is another's, or of another version");
    }
    return new Taker(*static_cast<Holder *>(holder), memory, *shape);
}

void fulgur_rows_leave(void *taken) { delete static_cast<Taker *>(taken); }
#else
#include <cstdio>

void *fulgur_rows_take(void *, int32_t, int32_t, const void *, const struct fulgur_rows_shape *, char *why) {
    std::snprintf(why, 128, "this system shares no memory");
    return nullptr;
}
void fulgur_rows_leave(void *) {}
#endif
