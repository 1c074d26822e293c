// Rows of activations on their way between processes.
#include "variant.h"
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

void fulgur_add_rows(const float *from, const uint32_t *places, int64_t rows, int64_t width, float *to) {
    for (int64_t row = 0; row < rows; row++) {
        const float *__restrict source = from + row * width;
        float *__restrict sum = to + (places == nullptr ? row : places[row]) * width;
        for (int64_t k = 0; k < width; k++) sum[k] += source[k];
    }
}
