// Rows of activations on their way between processes.
#include "blocks.h"
#include "half.h"
#include "variant.h"
#include <algorithm>
#include <cstring>

void fulgur_read_bf16(const void *from, float *to, int64_t count) {
    const auto *bytes = static_cast<const uint8_t *>(from);
    for (int64_t i = 0; i < count; i++) {
        uint16_t half;
        std::memcpy(&half, bytes + 2 * i, 2);
        const uint32_t single = static_cast<uint32_t>(half) << 16;
        std::memcpy(to + i, &single, 4);
    }
}

void fulgur_write_bf16(const float *from, void *to, int64_t count) {
    fulgur::variant().narrow(from, count, static_cast<uint16_t *>(to));
}

void fulgur_write_q8_0(const float *from, void *to, int64_t count) {
    using namespace fulgur;
    auto *out = static_cast<BlockQ8_0 *>(to);
    constexpr int64_t atOnce = 64;
    Block blocks[atOnce];
    for (int64_t at = 0; at < count / blockK; at += atOnce) {
        const int64_t some = std::min(atOnce, count / blockK - at);
        variant().quantise(from + at * blockK, some * blockK, blocks);
        for (int64_t b = 0; b < some; b++) {
            out[at + b].d = halfBits(blocks[b].d);
            std::memcpy(out[at + b].q, blocks[b].q, blockK);
        }
    }
}

void fulgur_add_rows(const float *from, const uint32_t *places, int64_t rows, int64_t width, float *to) {
    for (int64_t row = 0; row < rows; row++) {
        const float *__restrict source = from + row * width;
        float *__restrict sum = to + (places == nullptr ? row : places[row]) * width;
        for (int64_t k = 0; k < width; k++) sum[k] += source[k];
    }
}
