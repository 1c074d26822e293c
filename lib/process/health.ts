// The readiness of one service: ready when every named component is.

export class Health {
  readonly #components = new Map<string, string | undefined>();
  readonly #listeners = new Set<() => void>();

  /** `reason` says why `component` is not ready; undefined means that it is. */
  set(component: string, reason: string | undefined): void {
    if (this.#components.has(component) && this.#components.get(component) === reason) return;
    this.#components.set(component, reason);
    for (const listener of this.#listeners) listener();
  }

  /** Why the service is not ready; empty when it is. A service with no component yet is starting. */
  get reasons(): string[] {
    if (this.#components.size === 0) return ['starting'];
    return [...this.#components].flatMap(([name, reason]) => (reason === undefined ? [] : [`${name}: ${reason}`]));
  }

  get ready(): boolean {
    return this.reasons.length === 0;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
