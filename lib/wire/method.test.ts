import { describe, expect, it } from 'vitest';
import { fulgur } from '../../proto/gen/fulgur.js';
import { encode, encodeParts, joined, PayloadMessage } from './method.ts';

describe('encoding a message', () => {
  it('gives bytes of its own, whatever is encoded afterwards', () => {
    const codec = fulgur.v1.ActivationBatch;
    const first = encode(codec, { callId: 1, hidden: new Uint8Array(70_000).fill(1) });
    const second = encode(codec, { callId: 2, hidden: new Uint8Array(100_000).fill(2) });
    expect(codec.decode(first)).toMatchObject({ callId: 1, hidden: Buffer.alloc(70_000, 1) });
    expect(codec.decode(second)).toMatchObject({ callId: 2, hidden: Buffer.alloc(100_000, 2) });
  });

  it('begins anew after a message that could not be encoded', () => {
    const codec = fulgur.v1.ClusterStatus;
    const unreadable = {
      get id(): string {
        throw new Error('no id');
      },
    };
    expect(() => encode(codec, { members: [{ id: 'a' }, unreadable] })).toThrow('no id');
    const status = { members: [{ id: 'b' }] };
    expect(codec.decode(encode(codec, status))).toMatchObject(status);
  });

  it('leaves a payload where it lies, behind the rest of the message', () => {
    const codec = fulgur.v1.ActivationBatch;
    const hidden = new Uint8Array(70_000).fill(3);
    const encoded = encodeParts(codec, new PayloadMessage({ callId: 5, rows: 2 }, 7, hidden));
    expect(encoded.parts.at(-1)!.buffer).toBe(hidden.buffer);
    expect(codec.decode(joined(encoded))).toMatchObject({ callId: 5, rows: 2, hidden: Buffer.from(hidden) });
    expect(joined(encoded)).toHaveLength(encoded.length);
  });
});
