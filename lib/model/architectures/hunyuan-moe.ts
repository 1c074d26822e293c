// Hunyuan-A13B (Tencent): queries and keys normalised by head after the rotation; a shared expert.
import type { Architecture } from '../architecture.ts';
import { describeAttention, describeDecoder, describeExperts, sharedWidthOr } from '../decoder.ts';

export const hunyuanMoe: Architecture = {
  name: 'hunyuan-moe',
  describe: (keys) =>
    describeDecoder(keys, (layer) => {
      const width = keys.countAt('feed_forward_length', layer);
      return {
        attention: describeAttention(keys, layer, { ropeStyle: 'neox', queryKeyNorm: 'head', normAfterRope: true }),
        feedForward: describeExperts(keys, layer, {
          expertWidth: width,
          sharedWidth: sharedWidthOr(keys, width),
        }),
      };
    }),
};
