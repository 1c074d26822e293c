// Where thread 0 of a graph computes: whichever thread of the caller's pool is given the graph.
#include "fulgur.h"
#ifdef __linux__
#include <sched.h>
#endif

int32_t fulgur_compute_on(int32_t core, int32_t (*compute)(void *, void *), void *backend, void *graph) {
#ifdef __linux__
    static thread_local int32_t keptOn = -1;
    if (keptOn != core && core >= 0 && core < CPU_SETSIZE) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(core, &cores);
        // Refused where the core was taken away meanwhile: then the thread computes wherever it may.
        sched_setaffinity(0, sizeof cores, &cores);
        keptOn = core;
    }
#else
    (void)core;
#endif
    return compute(backend, graph);
}
