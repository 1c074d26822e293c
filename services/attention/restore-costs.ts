// What it costs to bring back keys and values: learned from the steps and fetches of this replica.

/** How a preempted sequence gets its keys and values back. */
export type Restoring = 'fetch' | 'compute';

/** Weight of the newest observation. */
const newest = 0.2;
/** Steps of fewer rows are decodes, whose cost per row says nothing about a prompt's. */
const promptRowsMin = 32;
/** Before the first observations: 2,000 tokens a second, and a quarter of a gigabyte. */
const firstMsPerToken = 0.5;
const firstMsPerMebibyte = 4;
/** Asking, whatever the size. */
const requestMs = 2;
const mebibyte = 1024 * 1024;

export class RestoreCosts {
  #msPerToken = firstMsPerToken;
  #msPerByte = firstMsPerMebibyte / mebibyte;

  observeStep(rows: number, milliseconds: number): void {
    if (rows < promptRowsMin) return;
    this.#msPerToken += newest * (milliseconds / rows - this.#msPerToken);
  }

  observeFetch(bytes: number, milliseconds: number): void {
    if (bytes === 0) return;
    this.#msPerByte += newest * (Math.max(0, milliseconds - requestMs) / bytes - this.#msPerByte);
  }

  computeMs(tokens: number): number {
    return tokens * this.#msPerToken;
  }

  fetchMs(bytes: number): number {
    return requestMs + bytes * this.#msPerByte;
  }
}
