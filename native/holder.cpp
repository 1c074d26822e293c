#include "holder.h"
#include "panel.h"
#include <cmath>

using namespace fulgur;

namespace {

/** What nobody asked for is forgotten beyond this. */
constexpr size_t computedMost = 4096;
constexpr double never = 1e15;

} // namespace

Holder::Holder(int64_t layers, int64_t expertsMax, int threads)
    : layerCount_(layers), layers_(new Layer[static_cast<size_t>(layers)]),
      space_(fulgur_space_new(nullptr)), operation_(fulgur_expert_calls_new(space_)), crew_(threads) {
    for (int64_t i = 0; i < layers; i++) layers_[i].experts.reset(new Expert[static_cast<size_t>(expertsMax)]);
    computed_.reserve(computedMost);
}

Holder::~Holder() { fulgur_space_free(space_); }

void Holder::setLayer(int64_t layer, const fulgur_expert_weights *experts, int64_t used) {
    Layer &of = layers_[layer];
    of.packed.store(false);
    quiesce(layer);
    if (experts == nullptr) return;
    of.weights = *experts;
    of.used = used;
    of.packed.store(true);
}

void Holder::setLoaded(int64_t layer, int64_t expert, bool loaded) { layers_[layer].experts[expert].loaded.store(loaded); }

void Holder::quiesce(int64_t layer) {
    // A batch that pins after this sees what was changed before it: both sides are sequentially consistent.
    while (layers_[layer].pins.load() > 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
}

double Holder::idleMs(int64_t layer, int64_t expert) const {
    const double usedMs = layers_[layer].experts[expert].usedMs.load(std::memory_order_relaxed);
    return usedMs < 0 ? never : fulgur_rows_clock() - usedMs;
}

int32_t Holder::compute(const HeldBatch &batch) {
    if (batch.layer < 0 || batch.layer >= layerCount_) return fulgur_batch_invalid;
    Layer &layer = layers_[batch.layer];
    layer.pins.fetch_add(1);
    const int32_t code = layer.packed.load() ? computePinned(batch, layer) : fulgur_batch_missing;
    layer.pins.fetch_sub(1);
    return code;
}

int32_t Holder::computePinned(const HeldBatch &batch, Layer &layer) {
    const double now = fulgur_rows_clock();
    for (int64_t i = 0; i < batch.pairs; i++) {
        if (batch.experts[i] >= static_cast<uint64_t>(layer.weights.experts)) return fulgur_batch_invalid;
        Expert &expert = layer.experts[batch.experts[i]];
        if (!expert.loaded.load()) return fulgur_batch_missing;
        expert.usedMs.store(now, std::memory_order_relaxed);
    }
    const std::lock_guard<std::mutex> lock(computing_);
    if (!isSound(batch)) return fulgur_batch_invalid;
    if (!fulgur_expert_calls_aim(operation_, &layer.weights, batch.rows, batch.pairs, batch.hidden, batch.experts,
                                 batch.pairRows, batch.weights, true, batch.sums))
        return fulgur_batch_no_memory;
    crew_.run([this](int ith, int threads) { fulgur_experts(nullptr, ith, threads, operation_); });
    return fulgur_batch_ok;
}

/** Whether every pair is one of a row that there is and of a weight that is a number, and no row has too many. */
bool Holder::isSound(const HeldBatch &batch) {
    const int64_t used = layers_[batch.layer].used;
    perRow_.assign(static_cast<size_t>(batch.rows), 0);
    for (int64_t i = 0; i < batch.pairs; i++) {
        const uint32_t row = batch.pairRows[i];
        if (row >= static_cast<uint64_t>(batch.rows) || ++perRow_[row] > used || !std::isfinite(batch.weights[i])) return false;
    }
    return true;
}

void Holder::keep(const fulgur_computed &computed) {
    const std::lock_guard<std::mutex> lock(log_);
    if (computed_.size() < computedMost) computed_.push_back(computed);
}

int64_t Holder::takeComputed(fulgur_computed *out, int64_t most) {
    const std::lock_guard<std::mutex> lock(log_);
    const auto count = std::min<int64_t>(most, static_cast<int64_t>(computed_.size()));
    std::copy(computed_.begin(), computed_.begin() + count, out);
    computed_.erase(computed_.begin(), computed_.begin() + count);
    return count;
}

void *fulgur_holder_new(int64_t layers, int64_t experts_max, int32_t threads) {
    return new (std::nothrow) Holder(layers, experts_max, threads);
}
void fulgur_holder_layer(void *holder, int64_t layer, const struct fulgur_expert_weights *experts, int64_t used) {
    static_cast<Holder *>(holder)->setLayer(layer, experts, used);
}
void fulgur_holder_expert(void *holder, int64_t layer, int64_t expert, int32_t loaded) {
    static_cast<Holder *>(holder)->setLoaded(layer, expert, loaded != 0);
}
void fulgur_holder_quiesce(void *holder, int64_t layer) { static_cast<Holder *>(holder)->quiesce(layer); }
double fulgur_holder_idle_ms(void *holder, int64_t layer, int64_t expert) {
    return static_cast<Holder *>(holder)->idleMs(layer, expert);
}
int64_t fulgur_holder_computed(void *holder, struct fulgur_computed *out, int64_t most) {
    return static_cast<Holder *>(holder)->takeComputed(out, most);
}
void fulgur_holder_free(void *holder) { delete static_cast<Holder *>(holder); }
