// Chooses a token from a row of logits.
//
// Order of steps: adjustments (penalties and bias), temperature and the least score, top-k, top-p, then one draw in the
// order of ids. services/attention/sampler.ts does the same in TypeScript; the tests hold one to the other.
//
// Nothing is sorted and no memory grows with the vocabulary. A filter keeps the logits above a boundary, which is found in
// the bits of the logits, eleven at a time, by how many or how heavy those above are. Weights are computed again where they
// are needed: vectors of exponentials are cheaper than the memory that would keep them.
#include "space.h"
#include "token-weights.h"
#include <iterator>

namespace fulgur {
namespace {

constexpr int32_t alternativesMax = static_cast<int32_t>(std::size(fulgur_choice{}.tokens));
static_assert(sizeof(fulgur_draw) == 64 && sizeof(fulgur_choice) == 256, "callers lay them out by hand");

/** Larger for larger logits; the same for both zeros. */
inline uint32_t orderOf(float logit) {
    const float value = logit + 0.0f;
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

/** Finds where those that a boundary keeps, the largest first, reach some number or some weight. */
class Cut {
  public:
    Cut(const Scores &scores, const float *logits, int64_t count, const Boundary &kept)
        : scores_(scores), logits_(logits), count_(count), kept_(kept) {}

    /** The `wanted` largest. */
    Boundary largest(int64_t wanted) {
        spread([](const float *logits, int64_t from, int64_t to, const Boundary &kept, double *measures) {
            for (int64_t id = from; id < to; id++) measures[id - from] = kept.keeps(logits[id], id) ? 1 : 0;
            return true;
        });
        return descend(static_cast<double>(wanted), [](float) { return 1.0; });
    }

    /** The fewest whose weight reaches `share` of the weight of all; at least one. */
    Boundary heaviest(double share) {
        const Scores &scores = scores_;
        spread([&scores](const float *logits, int64_t from, int64_t to, const Boundary &kept, double *measures) {
            return weighKept(scores, logits, from, to, kept, measures);
        });
        return descend(share * sumOf(sums_, buckets), [&scores](float logit) { return scores.weight(logit); });
    }

  private:
    static constexpr int64_t buckets = 2048;

    /** Adds up the measures of all that are kept by the first bits of their logits. */
    template <class Measures> void spread(Measures measuresOf) {
        double measures[blockSize];
        std::fill(sums_, sums_ + buckets, 0.0);
        for (int64_t from = 0; from < count_; from += blockSize) {
            const int64_t to = std::min(count_, from + blockSize);
            if (!measuresOf(logits_, from, to, kept_, measures)) continue;
            for (int64_t id = from; id < to; id++) sums_[orderOf(logits_[id]) >> 21] += measures[id - from];
        }
    }

    /** Looks at eleven, eleven and ten bits, each time only at the logits whose bits before are those of the boundary. */
    template <class Measure> Boundary descend(double wanted, Measure measure) {
        double above = 0;
        uint32_t order = 0;
        for (const int shift : {21, 10, 0}) {
            if (shift != 21) {
                const int known = shift == 10 ? 21 : 10;
                const uint32_t mask = shift == 10 ? 2047 : 1023;
                std::fill(sums_, sums_ + buckets, 0.0);
                for (int64_t id = 0; id < count_; id++) {
                    const uint32_t one = orderOf(logits_[id]);
                    if (one >> known != order >> known || !kept_.keeps(logits_[id], id)) continue;
                    sums_[one >> shift & mask] += measure(logits_[id]);
                }
            }
            int64_t last = -1, at = buckets - 1;
            for (; at >= 0; at--) {
                if (sums_[at] == 0) continue;
                if (above + sums_[at] >= wanted) break;
                above += sums_[at];
                last = at;
            }
            // What rounding leaves over belongs to the last; more than there are is all of them.
            if (at < 0) {
                if (shift == 21) return kept_;
                above -= sums_[last];
                at = last;
            }
            order |= static_cast<uint32_t>(at) << shift;
        }
        return nth(order, wanted - above, measure);
    }

    /** Of equal logits those with the smaller ids. */
    template <class Measure> Boundary nth(uint32_t order, double wanted, Measure measure) const {
        Boundary boundary = kept_;
        double sum = 0;
        for (int64_t id = 0; id < count_; id++) {
            if (orderOf(logits_[id]) != order || !kept_.keeps(logits_[id], id)) continue;
            boundary = {logits_[id], id};
            sum += measure(logits_[id]);
            if (sum >= wanted) break;
        }
        return boundary;
    }

    const Scores &scores_;
    const float *logits_;
    int64_t count_;
    Boundary kept_;
    double sums_[buckets];
};

/** The least logit whose score reaches `floor`, which is at most 0. */
float leastLogit(const Scores &scores, float best, double floor) {
    const auto reaches = [&](float logit) { return scores.of(logit) >= floor; };
    float logit = std::min(best, static_cast<float>(scores.best + floor / scores.inverse));
    while (logit > -infinity && reaches(std::nextafter(logit, -infinity))) logit = std::nextafter(logit, -infinity);
    while (logit < best && !reaches(logit)) logit = std::nextafter(logit, infinity);
    return logit;
}

/** The token at which `random` of the weight of those kept is passed, in the order of ids. */
int64_t drawn(const Scores &scores, const float *logits, int64_t count, const Boundary &kept, double random) {
    constexpr int64_t partsMax = 256;
    double masses[partsMax], weights[blockSize], total = 0;
    const int64_t blocks = (count + blockSize - 1) / blockSize, perPart = (blocks + partsMax - 1) / partsMax * blockSize;
    const int64_t parts = (count + perPart - 1) / perPart;
    for (int64_t part = 0; part < parts; part++) {
        masses[part] = 0;
        const int64_t end = std::min(count, (part + 1) * perPart);
        for (int64_t from = part * perPart; from < end; from += blockSize) {
            const int64_t to = std::min(end, from + blockSize);
            if (weighKept(scores, logits, from, to, kept, weights)) masses[part] += sumOf(weights, to - from);
        }
        total += masses[part];
    }
    double left = random * total;
    int64_t last = -1;
    for (int64_t part = 0; part < parts; part++) {
        if (masses[part] == 0) continue;
        // Rounding may leave a little over behind the last part, whose last token it is then.
        last = part;
        if (left - masses[part] < 0) break;
        if (std::any_of(masses + part + 1, masses + parts, [](double mass) { return mass > 0; })) left -= masses[part];
    }
    int64_t token = -1;
    for (int64_t id = last * perPart; id < std::min(count, (last + 1) * perPart); id++) {
        if (!kept.keeps(logits[id], id)) continue;
        token = id;
        left -= scores.weight(logits[id]);
        if (left < 0) break;
    }
    return token;
}

/** The token of a row; -1 where the logits hold nothing that could be chosen. */
int64_t chosen(const float *logits, int64_t count, const fulgur_draw &draw) {
    const float best = largest(logits, count);
    if (best == -infinity) return -1;
    if (draw.inverse_temperature == 0) return std::find(logits, logits + count, best) - logits;
    if (best == infinity) return -1;
    const Scores scores{best, draw.inverse_temperature};
    Boundary kept{leastLogit(scores, best, draw.floor), count};
    if (draw.top_k > 0 && draw.top_k < count) kept = Cut(scores, logits, count, kept).largest(draw.top_k);
    if (draw.top_p < 1) kept = Cut(scores, logits, count, kept).heaviest(draw.top_p);
    return drawn(scores, logits, count, kept, draw.random);
}

/** The likeliest tokens, of equal ones the smaller id first. */
void alternatives(const float *logits, int64_t count, int32_t wanted, double normalizer, fulgur_choice &choice) {
    int32_t found = 0;
    for (int64_t id = 0; id < count && wanted > 0; id++) {
        const float value = logits[id];
        if (!(value > (found == wanted ? logits[choice.tokens[found - 1]] : -infinity))) continue;
        int32_t place = found < wanted ? found++ : found - 1;
        for (; place > 0 && value > logits[choice.tokens[place - 1]]; place--) choice.tokens[place] = choice.tokens[place - 1];
        choice.tokens[place] = static_cast<int32_t>(id);
    }
    choice.alternatives = found;
    for (int32_t i = 0; i < found; i++) choice.logprobs[i] = logits[choice.tokens[i]] - normalizer;
}

/** `logits` are as they were when it is done. */
void choose(float *logits, int64_t count, const fulgur_draw &draw, fulgur_choice &choice) {
    const bool reports = draw.alternatives >= 0;
    const double normalizer = reports ? logSumExp(logits, count) : 0;
    choice.alternatives = 0;
    if (reports) alternatives(logits, count, std::min(draw.alternatives, alternativesMax), normalizer, choice);
    fulgur_adjustment *all = draw.adjustments, *end = all + draw.adjustment_count;
    for (fulgur_adjustment *one = all; one < end; one++) {
        one->before = logits[one->token];
        logits[one->token] = static_cast<float>(static_cast<double>(one->before) + one->change);
    }
    const int64_t token = chosen(logits, count, draw);
    while (end-- > all) logits[end->token] = end->before;
    choice.token = static_cast<int32_t>(token);
    choice.logprob = reports && token >= 0 ? logits[token] - normalizer : 0;
}

struct Sampling final : Operation {
    int64_t rows, vocabulary;
    const void *logits, *draws;
};

} // namespace
} // namespace fulgur

using namespace fulgur;

void fulgur_sample(void *choices, void *logits, int64_t rows, int64_t vocabulary, const void *draws) {
    for (int64_t row = 0; row < rows; row++) {
        choose(static_cast<float *>(logits) + row * vocabulary, vocabulary, static_cast<const fulgur_draw *>(draws)[row],
               static_cast<fulgur_choice *>(choices)[row]);
    }
}

void *fulgur_sampling_new(void *space, int64_t rows, int64_t vocabulary, const void *logits, const void *draws) {
    auto op = std::make_unique<Sampling>();
    op->rows = rows;
    op->vocabulary = vocabulary;
    op->logits = logits;
    op->draws = draws;
    return static_cast<Space *>(space)->add(std::move(op), 0);
}

void fulgur_sampling(void *y, int, int nth, void *operation) {
    auto &op = *static_cast<Sampling *>(static_cast<Operation *>(operation));
    const Space &space = *op.space;
    auto *logits = space.data<float>(op.logits);
    const auto *draws = space.data<const fulgur_draw>(op.draws);
    auto *choices = space.data<fulgur_choice>(y);
    op.team.meet(nth);
    for (int64_t row = op.team.take(); row < op.rows; row = op.team.take()) {
        choose(logits + row * op.vocabulary, op.vocabulary, draws[row], choices[row]);
    }
}
