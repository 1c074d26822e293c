// K-EXAONE: three sliding-window layers, then one full-attention layer without positions; one shared expert.
import type { Architecture } from '../architecture.ts';
import {
  denseThenExperts,
  describeAttention,
  describeDecoder,
  expertWidth,
  hasSelectionBias,
  sharedWidthOr,
  windowsOf,
} from '../decoder.ts';

export const exaoneMoe: Architecture = {
  name: 'exaone-moe',
  describe: (keys) => {
    const windows = windowsOf(keys, 4);
    return describeDecoder(keys, (layer) => ({
      attention: describeAttention(keys, layer, {
        ropeStyle: 'neox',
        window: windows[layer],
        hasRope: windows[layer] !== undefined,
        queryKeyNorm: 'head',
      }),
      feedForward: denseThenExperts(keys, layer, () => ({
        gating: keys.gating(),
        selectionBias: hasSelectionBias(keys, layer),
        sharedWidth: sharedWidthOr(keys, expertWidth(keys, layer)),
      })),
    }));
  },
};
