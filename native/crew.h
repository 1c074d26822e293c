// Threads that run a function together, one function after another, and sleep in between.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fulgur {

class Crew {
  public:
    /** `threads` counts the one that calls `run`. */
    explicit Crew(int threads) : threads_(threads) {
        for (int i = 1; i < threads; i++) workers_.emplace_back([this, i] { work(i); });
    }

    ~Crew() {
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            ended_ = true;
        }
        begin_.notify_all();
        for (auto &worker : workers_) worker.join();
    }

    Crew(const Crew &) = delete;
    Crew &operator=(const Crew &) = delete;

    /** Calls `task(ith, threads)` on every thread, on the calling one as the first; one call at a time. */
    void run(const std::function<void(int, int)> &task) {
        if (threads_ > 1) {
            const std::lock_guard<std::mutex> lock(mutex_);
            task_ = &task;
            working_ = threads_ - 1;
            round_++;
        }
        begin_.notify_all();
        task(0, threads_);
        if (threads_ == 1) return;
        std::unique_lock<std::mutex> lock(mutex_);
        done_.wait(lock, [this] { return working_ == 0; });
    }

  private:
    void work(int ith) {
        uint64_t last = 0;
        for (;;) {
            const std::function<void(int, int)> *task;
            {
                std::unique_lock<std::mutex> lock(mutex_);
                begin_.wait(lock, [&] { return ended_ || round_ != last; });
                if (ended_) return;
                last = round_;
                task = task_;
            }
            (*task)(ith, threads_);
            const std::lock_guard<std::mutex> lock(mutex_);
            if (--working_ == 0) done_.notify_one();
        }
    }

    const int threads_;
    std::vector<std::thread> workers_;
    std::mutex mutex_;
    std::condition_variable begin_, done_;
    const std::function<void(int, int)> *task_ = nullptr;
    uint64_t round_ = 0;
    int working_ = 0;
    bool ended_ = false;
};

} // namespace fulgur
