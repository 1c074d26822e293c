// The C interface of exchanges between processes of one machine: rows of activations and their sums in memory that an
// attention and a shard share, with futexes for bells. Linux alone; elsewhere nothing can be offered or taken.
//
// The sender makes the memory (`fulgur_rows_offer`) and says where it is; the shard maps it (`fulgur_rows_take`) and has a
// thread that computes what is posted. A slot holds one batch: rows and pairs, then the sums of the same rows. Rows and sums
// are bf16, as on the wire, so that both ways give the same bits.
#pragma once
#include "fulgur.h"

#pragma GCC visibility push(default)
#ifdef __cplusplus
extern "C" {
#endif

/** What became of a batch: 0 or one of gRPC's codes. */
enum {
    fulgur_batch_ok = 0,
    fulgur_batch_invalid = 3,
    fulgur_batch_late = 4,
    fulgur_batch_no_memory = 8,
    /** An expert that it names is not here. */
    fulgur_batch_missing = 9,
    /** The memory is no longer shared. */
    fulgur_batch_closed = 14,
};

struct fulgur_rows_shape {
    /** Values of a row; a multiple of 32. */
    int64_t hidden;
    /** Of one batch. */
    int64_t rows_max;
    int64_t pairs_max;
    int64_t slots;
};

/** Milliseconds of the clock that deadlines are told by, the same in all processes of a machine. */
double fulgur_rows_clock(void);

/**
 * Memory for `slots` batches, with the secret (16 bytes) in it by which the shard knows that it has found the right one.
 * `descriptor` is the file by which the other process finds it. Null where the system has none.
 */
void *fulgur_rows_offer(const struct fulgur_rows_shape *shape, const void *secret, int32_t *descriptor);
/** Whoever waits goes on, with what is there; nothing more will be computed. The memory stays until `free`. */
void fulgur_rows_close(void *rows);
void fulgur_rows_free(void *rows);

/** A batch in a free slot. Row i of the batch is row places[i] of `hidden`, or row i where `places` is null. */
struct fulgur_batch {
    int32_t layer;
    int32_t unused;
    int64_t rows;
    int64_t pairs;
    const float *hidden;
    const uint32_t *places;
    const uint32_t *pair_rows;
    const uint32_t *experts;
    const float *weights;
    /** By `fulgur_rows_clock`. */
    double due_ms;
};
/** 1 when posted; 0 where the slot is in use, the batch too large or nobody is there to compute it. */
int32_t fulgur_rows_post(void *rows, int32_t slot, const struct fulgur_batch *batch);
/** Whether nobody computes in the slot any more, so that it can be posted to. */
int32_t fulgur_rows_is_free(void *rows, int32_t slot);

/** One of the batches of a call, in the order in which sums are added. */
struct fulgur_awaited {
    void *rows;
    int64_t slot;
    /** As given to the batch; room for what came of it follows. */
    const uint32_t *places;
    int64_t count;
    /** -1 while there is no answer. */
    int32_t code;
    int32_t compute_us;
};
/**
 * Waits until all batches are answered, `until_ms` (by `fulgur_rows_clock`), or `*cancelled` is not 0 and `fulgur_rows_wake` was
 * called. Where all are, with code 0, their sums are added to zero in `total` [total_rows, hidden]. Returns 1 then, else 0.
 */
int32_t fulgur_rows_await(struct fulgur_awaited *batches, int64_t count, double until_ms, const int32_t *cancelled,
                          float *total, int64_t total_rows);
void fulgur_rows_wake(void *rows, int32_t slot);
/** The sums of an answered batch as floats, [rows, hidden]. */
void fulgur_rows_read(void *rows, int32_t slot, int64_t count, float *sums);
/** Gives the slot back, at once or when the shard is done with it. */
void fulgur_rows_release(void *rows, int32_t slot);

/** The experts of a process that computes for others, on `threads` threads of its own. */
void *fulgur_holder_new(int64_t layers, int64_t experts_max, int32_t threads);
/** Tells the packed experts of a layer (null: none any more), which a row uses at most `used` of. */
void fulgur_holder_layer(void *holder, int64_t layer, const struct fulgur_expert_weights *experts, int64_t used);
void fulgur_holder_expert(void *holder, int64_t layer, int64_t expert, int32_t loaded);
/** Waits until nothing computes with a layer's experts that began before. */
void fulgur_holder_quiesce(void *holder, int64_t layer);
/** Milliseconds since an expert was used, of all that have been; a large number for never. */
double fulgur_holder_idle_ms(void *holder, int64_t layer, int64_t expert);
/** All that took its memory has to be freed before. */
void fulgur_holder_free(void *holder);

/** What was computed, one after another. */
struct fulgur_computed {
    int32_t code;
    int32_t compute_us;
    int64_t pairs;
};
/** Takes up to `most` of what was computed since the last call; what nobody took in time is forgotten. */
int64_t fulgur_holder_computed(void *holder, struct fulgur_computed *out, int64_t most);

/**
 * Maps what process `pid` offers as `descriptor`, if it is what it should be, and starts computing for it. Null with a reason
 * of at most 127 characters in `why` where it is not.
 */
void *fulgur_rows_take(void *holder, int32_t pid, int32_t descriptor, const void *secret,
                       const struct fulgur_rows_shape *shape, char *why);
/** Ends the computing, answers what is posted with `fulgur_batch_closed`, and frees the memory; waits for what runs. */
void fulgur_rows_leave(void *taken);

#ifdef __cplusplus
}
#endif
#pragma GCC visibility pop
