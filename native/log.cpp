// What ggml has to say before it ends the process: the errors of its back ends for GPUs, which know no other way.
#include "fulgur.h"
#include <cstdio>

static const int32_t errorLevel = 4;

void fulgur_log(int32_t level, const char *text, void *) {
    if (level == errorLevel) std::fputs(text, stderr);
}
