// Sizes that both ends of a connection agree on.

/** Largest message: room for 4096 rows of a 4096-wide model in bf16, and for any KV block. */
export const defaultMaxMessageBytes = 64 << 20;

/** Of one stream and of one connection: a large message travels without waiting for window updates. */
export const flowControlWindowBytes = 8 << 20;

/** Largest HTTP/2 frame that either end takes. */
export const frameBytesMax = 256 << 10;
