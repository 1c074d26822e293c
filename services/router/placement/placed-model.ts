// What placement has to know about the model that is served.

export interface PlacedModel {
  readonly fingerprint: string;
  /** Routed experts of every MoE layer. */
  readonly nExperts: number;
  /** The MoE layers, ascending, by the model's layer index. */
  readonly layers: readonly { readonly layer: number; readonly bytesPerExpert: number }[];
}
