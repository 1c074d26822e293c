// The operations of one graph and the memory that they work in, one after another.
#pragma once
#include "format.h"
#include "fulgur.h"
#include "team.h"
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace fulgur {

using TensorData = void *(*)(const void *tensor);

class Space;

/** What every operation has: who works on it, and where its arguments are found. */
struct Operation {
    Space *space = nullptr;
    Team team;
    virtual ~Operation() = default;
};

class Space {
  public:
    explicit Space(TensorData tensorData) : tensorData_(tensorData) {}
    ~Space() { std::free(scratch_); }
    Space(const Space &) = delete;
    Space &operator=(const Space &) = delete;

    void reset() { operations_.clear(); }

    /** Keeps an operation that needs `scratchBytes` while it runs. Null without memory. */
    Operation *add(std::unique_ptr<Operation> operation, int64_t scratchBytes) {
        if (!reserve(scratchBytes)) return nullptr;
        operation->space = this;
        operations_.push_back(std::move(operation));
        return operations_.back().get();
    }

    /** Room for operations that need as much; false without memory. To be called while none runs. */
    bool reserve(int64_t scratchBytes) {
        if (scratchBytes <= scratchBytes_) return true;
        std::free(scratch_);
        scratchBytes_ = (scratchBytes + scratchBytes / 4 + 4095) / 4096 * 4096;
        scratch_ = std::aligned_alloc(4096, static_cast<size_t>(scratchBytes_));
        if (scratch_ == nullptr) scratchBytes_ = 0;
        return scratch_ != nullptr;
    }

    uint8_t *scratch() const { return static_cast<uint8_t *>(scratch_); }

    /** The elements of an argument: a tensor of ggml's, or a plain address. */
    template <class T> T *data(const void *argument) const {
        if (tensorData_ == nullptr) return static_cast<T *>(const_cast<void *>(argument));
        return static_cast<T *>(tensorData_(argument));
    }

  private:
    TensorData tensorData_;
    std::vector<std::unique_ptr<Operation>> operations_;
    void *scratch_ = nullptr;
    int64_t scratchBytes_ = 0;
};

/** Takes the parts of a range that belong to thread `ith` of `nth`. */
struct Share {
    int64_t from, to;
    Share(int64_t count, int ith, int nth) : from(count * ith / nth), to(count * (ith + 1) / nth) {}
};

} // namespace fulgur
