// The experts of a process that computes for attentions of its machine, and what was computed with them.
#pragma once
#include "crew.h"
#include "exchange.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace fulgur {

/** A batch in memory that nobody else changes, but for the rows and the sums. */
struct HeldBatch {
    int64_t layer, rows, pairs;
    const uint32_t *pairRows;
    const uint32_t *experts;
    const float *weights;
    const uint16_t *hidden;
    uint16_t *sums;
};

class Holder {
  public:
    Holder(int64_t layers, int64_t expertsMax, int threads);
    ~Holder();

    void setLayer(int64_t layer, const fulgur_expert_weights *experts, int64_t used);
    void setLoaded(int64_t layer, int64_t expert, bool loaded);
    void quiesce(int64_t layer);
    double idleMs(int64_t layer, int64_t expert) const;

    /** Computes on the holder's threads, after whoever computes now; returns what became of it. */
    int32_t compute(const HeldBatch &batch);

    void keep(const fulgur_computed &computed);
    int64_t takeComputed(fulgur_computed *out, int64_t most);

  private:
    struct Expert {
        std::atomic<bool> loaded{false};
        std::atomic<double> usedMs{-1};
    };
    struct Layer {
        /** Set, and changed, only while no expert of the layer is loaded. */
        fulgur_expert_weights weights{};
        std::atomic<bool> packed{false};
        int64_t used = 0;
        std::unique_ptr<Expert[]> experts;
        /** Batches that may be using the layer's weights. */
        std::atomic<uint32_t> pins{0};
    };

    bool isSound(const HeldBatch &batch);
    int32_t computePinned(const HeldBatch &batch, Layer &layer);

    const int64_t layerCount_;
    const std::unique_ptr<Layer[]> layers_;
    void *const space_;
    void *const operation_;
    std::mutex computing_;
    Crew crew_;
    std::vector<int32_t> perRow_;
    std::mutex log_;
    std::vector<fulgur_computed> computed_;
};

} // namespace fulgur
