// What lies between the products. Plain loops that compilers turn into vector instructions; the same values in every variant.
#pragma once
#include "variant.h"
#include <cmath>
#include <cstring>

namespace fulgur {
namespace {

/** e^x to 2 units in the last place: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes' coefficients). */
inline float exponential(float x) {
    x = x > 88.0f ? 88.0f : x;
    x = x < -87.0f ? -87.0f : x;
    const float n = std::nearbyint(x * 1.44269504f);
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
    float power;
    std::memcpy(&power, &bits, 4);
    return p * power;
}

inline void activate(const Activation &activation, const float *gate, const float *up, float *out, int64_t n) {
    if (activation.limit == 0) {
        for (int64_t i = 0; i < n; i++) out[i] = gate[i] / (1.0f + exponential(-gate[i])) * up[i];
        return;
    }
    const float alpha = activation.alpha, limit = activation.limit;
    for (int64_t i = 0; i < n; i++) {
        const float g = gate[i] < limit ? gate[i] : limit;
        const float top = up[i] < limit ? up[i] : limit;
        out[i] = g / (1.0f + exponential(-alpha * g)) * ((top > -limit ? top : -limit) + 1.0f);
    }
}

inline void addScaled(float *out, const float *x, float factor, int64_t n) {
    for (int64_t i = 0; i < n; i++) out[i] += factor * x[i];
}

/** scores = softmax(scale * scores), for n values and, where it is not null, a sink that is given its part and dropped. */
inline void softmax(float *scores, int64_t n, float scale, const float *sink) {
    float most = sink == nullptr ? -INFINITY : *sink / scale;
    for (int64_t i = 0; i < n; i++) most = scores[i] > most ? scores[i] : most;
    float lanes[16] = {};
    int64_t i = 0;
    for (; i + 16 <= n; i += 16) {
        for (int lane = 0; lane < 16; lane++) {
            scores[i + lane] = exponential((scores[i + lane] - most) * scale);
            lanes[lane] += scores[i + lane];
        }
    }
    for (; i < n; i++) {
        scores[i] = exponential((scores[i] - most) * scale);
        lanes[0] += scores[i];
    }
    float sum = sink == nullptr ? 0.0f : exponential(*sink - most * scale);
    for (const float lane : lanes) sum += lane;
    const float inverse = 1.0f / sum;
    for (i = 0; i < n; i++) scores[i] *= inverse;
}

} // namespace
} // namespace fulgur
