// What the tokens of a row of logits weigh, in vectors of up to a block of them.
#pragma once
#include "fulgur.h"
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

// The compiler's vectors are chosen when the library is loaded, where it can do that.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define FULGUR_VECTORS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FULGUR_VECTORS
#endif

namespace fulgur {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr int64_t blockSize = 1024;

/** e^x for x from -700 to 0, without a branch: within two units of the last place. */
inline double exponential(double x) {
    constexpr double perBit = 1.4426950408889634; // 1 / ln 2
    constexpr double ln2High = 6.93147180369123816490e-01, ln2Low = 1.90821492927058770002e-10;
    constexpr double rounding = 6755399441055744.0; // 1.5 * 2^52: what is added to it is rounded to an integer
    const double shifted = x * perBit + rounding;
    int64_t bits;
    std::memcpy(&bits, &shifted, sizeof bits);
    const double twos = shifted - rounding;
    const double r = (x - twos * ln2High) - twos * ln2Low; // at most ln 2 / 2
    double sum = 1.0 / 6227020800.0; // Taylor's series up to r^13 / 13!
    for (const double factor : {1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0,
                                1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0}) {
        sum = sum * r + factor;
    }
    // The low bits of the rounded number are its integer; they go to the exponent.
    const int64_t power = static_cast<int64_t>(static_cast<uint64_t>(bits) + 1023) << 52;
    double scale;
    std::memcpy(&scale, &power, sizeof scale);
    return sum * scale;
}

/** Logits relative to the largest, times 1 / temperature: e^score is what a token weighs. */
struct Scores {
    double best, inverse;
    double of(float logit) const { return (static_cast<double>(logit) - best) * inverse; }
    double weight(float logit) const { return exponential(std::max(of(logit), -700.0)); }
};

/** The last token that is kept, in order of falling logit and rising id. */
struct Boundary {
    float logit;
    int64_t token;
    /** The least logit that is kept of tokens before and behind `token`. */
    float before() const { return logit; }
    float behind() const { return std::nextafter(logit, infinity); }
    bool keeps(float value, int64_t id) const { return value > logit || (value == logit && id <= token); }
};

FULGUR_VECTORS float largest(const float *logits, int64_t count) {
    float best[16];
    std::fill(best, best + 16, -infinity);
    int64_t i = 0;
    // NaN is larger than nothing.
    for (; i + 16 <= count; i += 16) {
        for (int j = 0; j < 16; j++) best[j] = logits[i + j] > best[j] ? logits[i + j] : best[j];
    }
    for (; i < count; i++) best[0] = logits[i] > best[0] ? logits[i] : best[0];
    for (int j = 1; j < 16; j++) best[0] = std::max(best[0], best[j]);
    return best[0];
}

/** Weights of up to `blockSize` tokens; 0 for those below `least`. False when all of them are. */
FULGUR_VECTORS bool weigh(const Scores &scores, const float *logits, int64_t count, float least, double *weights) {
    int any = 0;
    for (int64_t i = 0; i < count; i++) any |= logits[i] >= least;
    if (any == 0) return false;
    const Scores by = scores;
    for (int64_t i = 0; i < count; i++) {
        const double weight = by.weight(logits[i]);
        weights[i] = logits[i] >= least ? weight : 0;
    }
    return true;
}

FULGUR_VECTORS double sumOf(const double *weights, int64_t count) {
    double sums[8] = {};
    int64_t i = 0;
    for (; i + 8 <= count; i += 8) {
        for (int j = 0; j < 8; j++) sums[j] += weights[i + j];
    }
    for (; i < count; i++) sums[0] += weights[i];
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

/** The weights of the tokens [from, to) that a boundary keeps; false when it keeps none. At most `blockSize`. */
bool weighKept(const Scores &scores, const float *logits, int64_t from, int64_t to, const Boundary &kept,
               double *weights) {
    const int64_t middle = std::clamp(kept.token + 1, from, to);
    const bool first = weigh(scores, logits + from, middle - from, kept.before(), weights);
    const bool second = weigh(scores, logits + middle, to - middle, kept.behind(), weights + (middle - from));
    if (first && !second) std::fill(weights + (middle - from), weights + (to - from), 0.0);
    if (second && !first) std::fill(weights, weights + (middle - from), 0.0);
    return first || second;
}

/** ln(sum(e^logit)). */
double logSumExp(const float *logits, int64_t count) {
    const float best = largest(logits, count);
    const Scores scores{best, 1};
    double weights[blockSize], sum = 0;
    for (int64_t from = 0; from < count; from += blockSize) {
        const int64_t length = std::min(blockSize, count - from);
        if (weigh(scores, logits + from, length, -infinity, weights)) sum += sumOf(weights, length);
    }
    return best + std::log(sum);
}

} // namespace
} // namespace fulgur
