// Attention's end of memory shared with a shard.
#include "shared-rows.h"
#ifdef __linux__
#include "variant.h"
#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/mman.h>

using namespace fulgur;

namespace {

struct Sender {
    SharedRows shared;
    int descriptor;
};

/** A bell that rings between a look at what it tells of and the sleep is heard this late. */
constexpr double lookEveryMs = 50;

Sender &senderOf(void *rows) { return *static_cast<Sender *>(rows); }

bool isClosed(const SharedRows &shared) { return shared.header().closed.load(std::memory_order_acquire) != 0; }

/** Sums of bf16 added to rows of `total`. */
void addSums(const uint16_t *sums, const uint32_t *places, int64_t rows, int64_t width, float *total) {
    for (int64_t row = 0; row < rows; row++) {
        const uint16_t *__restrict from = sums + row * width;
        float *__restrict to = total + (places == nullptr ? row : places[row]) * width;
        for (int64_t k = 0; k < width; k++) {
            const uint32_t single = static_cast<uint32_t>(from[k]) << 16;
            float value;
            std::memcpy(&value, &single, 4);
            to[k] += value;
        }
    }
}

/** Waits for one batch; false when it is not answered. */
bool isAnswered(fulgur_awaited &batch, double untilMs, const int32_t *cancelled) {
    const SharedRows &shared = senderOf(batch.rows).shared;
    Slot &slot = shared.slot(batch.slot);
    for (;;) {
        const uint32_t state = slot.state.load(std::memory_order_acquire);
        if (state == slotAnswered) break;
        if (isClosed(shared)) {
            batch.code = fulgur_batch_closed;
            return false;
        }
        const double now = fulgur_rows_clock();
        if (__atomic_load_n(cancelled, __ATOMIC_ACQUIRE) != 0 || now >= untilMs) return false;
        waitFor(slot.state, state, std::min(untilMs, now + lookEveryMs));
    }
    batch.code = slot.code;
    batch.compute_us = slot.computeUs;
    return true;
}

} // namespace

double fulgur_rows_clock(void) {
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void *fulgur_rows_offer(const struct fulgur_rows_shape *shape, const void *secret, int32_t *descriptor) {
    if (!SharedRows::isSane(*shape)) return nullptr;
    const int file = memfd_create("fulgur-rows", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0) return nullptr;
    const auto bytes = static_cast<size_t>(SharedRows::bytes(*shape));
    // Nobody can take away pages that the other end is about to read.
    const bool isReady = ftruncate(file, static_cast<off_t>(bytes)) == 0 &&
                         fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
    void *memory = isReady ? mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    auto *sender = memory == MAP_FAILED ? nullptr : new (std::nothrow) Sender{SharedRows(memory, *shape), file};
    if (sender == nullptr) {
        if (memory != MAP_FAILED) munmap(memory, bytes);
        close(file);
        return nullptr;
    }
    SharedHeader &header = sender->shared.header();
    header.layout = sharedLayout;
    header.shape = *shape;
    std::memcpy(header.secret, secret, sizeof header.secret);
    *descriptor = file;
    return sender;
}

void fulgur_rows_close(void *rows) {
    const SharedRows &shared = senderOf(rows).shared;
    SharedHeader &header = shared.header();
    header.closed.store(1, std::memory_order_release);
    header.posted.fetch_add(1, std::memory_order_release);
    ring(header.posted);
    for (int64_t i = 0; i < shared.shape().slots; i++) ring(shared.slot(i).state);
}

void fulgur_rows_free(void *rows) {
    Sender &sender = senderOf(rows);
    munmap(sender.shared.memory(), static_cast<size_t>(SharedRows::bytes(sender.shared.shape())));
    close(sender.descriptor);
    delete &sender;
}

int32_t fulgur_rows_post(void *rows, int32_t index, const struct fulgur_batch *batch) {
    const SharedRows &shared = senderOf(rows).shared;
    const fulgur_rows_shape &shape = shared.shape();
    SharedHeader &header = shared.header();
    Slot &slot = shared.slot(index);
    if (batch->rows > shape.rows_max || batch->pairs > shape.pairs_max || isClosed(shared)) return 0;
    if (header.taken.load(std::memory_order_acquire) == 0) return 0;
    if (slot.state.load(std::memory_order_acquire) != slotFree) return 0;
    slot.layer = batch->layer;
    slot.rows = batch->rows;
    slot.pairs = batch->pairs;
    slot.dueMs = batch->due_ms;
    const auto pairBytes = static_cast<size_t>(batch->pairs) * 4;
    std::memcpy(shared.pairRows(index), batch->pair_rows, pairBytes);
    std::memcpy(shared.experts(index), batch->experts, pairBytes);
    std::memcpy(shared.weights(index), batch->weights, pairBytes);
    uint16_t *to = shared.rows(index);
    if (batch->places == nullptr) variant().narrow(batch->hidden, batch->rows * shape.hidden, to);
    else {
        for (int64_t row = 0; row < batch->rows; row++)
            variant().narrow(batch->hidden + batch->places[row] * shape.hidden, shape.hidden, to + row * shape.hidden);
    }
    slot.state.store(slotPosted, std::memory_order_release);
    header.posted.fetch_add(1, std::memory_order_release);
    ring(header.posted);
    return 1;
}

int32_t fulgur_rows_is_free(void *rows, int32_t slot) {
    return senderOf(rows).shared.slot(slot).state.load(std::memory_order_acquire) == slotFree ? 1 : 0;
}

int32_t fulgur_rows_await(struct fulgur_awaited *batches, int64_t count, double until_ms, const int32_t *cancelled,
                          float *total, int64_t total_rows) {
    bool isWhole = true;
    for (int64_t i = 0; i < count; i++) {
        if (!isAnswered(batches[i], until_ms, cancelled) || batches[i].code != fulgur_batch_ok) isWhole = false;
    }
    if (!isWhole) return 0;
    const int64_t hidden = senderOf(batches[0].rows).shared.shape().hidden;
    std::memset(total, 0, static_cast<size_t>(total_rows * hidden) * sizeof(float));
    for (int64_t i = 0; i < count; i++) {
        const SharedRows &shared = senderOf(batches[i].rows).shared;
        addSums(shared.sums(batches[i].slot), batches[i].places, batches[i].count, hidden, total);
    }
    return 1;
}

void fulgur_rows_wake(void *rows, int32_t slot) { ring(senderOf(rows).shared.slot(slot).state); }

void fulgur_rows_read(void *rows, int32_t slot, int64_t count, float *sums) {
    const SharedRows &shared = senderOf(rows).shared;
    const int64_t hidden = shared.shape().hidden;
    fulgur_read_bf16(shared.sums(slot), sums, count * hidden);
}

void fulgur_rows_release(void *rows, int32_t index) {
    const SharedRows &shared = senderOf(rows).shared;
    Bell &state = shared.slot(index).state;
    for (uint32_t now = state.load(std::memory_order_acquire); now != slotFree && now != slotDropped;) {
        const uint32_t next = now == slotAnswered || isClosed(shared) ? slotFree : slotDropped;
        if (state.compare_exchange_weak(now, next, std::memory_order_acq_rel)) return;
    }
}
#else
#include "exchange.h"

double fulgur_rows_clock(void) { return 0; }
void *fulgur_rows_offer(const struct fulgur_rows_shape *, const void *, int32_t *) { return nullptr; }
void fulgur_rows_close(void *) {}
void fulgur_rows_free(void *) {}
int32_t fulgur_rows_post(void *, int32_t, const struct fulgur_batch *) { return 0; }
int32_t fulgur_rows_is_free(void *, int32_t) { return 0; }
int32_t fulgur_rows_await(struct fulgur_awaited *, int64_t, double, const int32_t *, float *, int64_t) { return 0; }
void fulgur_rows_wake(void *, int32_t) {}
void fulgur_rows_read(void *, int32_t, int64_t, float *) {}
void fulgur_rows_release(void *, int32_t) {}
#endif
