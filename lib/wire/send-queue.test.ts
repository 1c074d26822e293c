import { describe, expect, it } from 'vitest';
import { Code, FulgurError } from './errors.ts';
import { SendQueue } from './send-queue.ts';

/** A connection that accepts a message when the test says so. */
function heldBack(limits = { highWaterBytes: 100, queuedBytesMax: 1_000 }) {
  const written: string[] = [];
  const pending: (() => void)[] = [];
  const queue = new SendQueue(limits, (bytes, done) => {
    written.push(bytes.toString());
    pending.push(done);
  });
  const accept = () => pending.shift()?.();
  return { queue, written, accept };
}

const bytes = (size: number) => Buffer.alloc(size, 'x');

describe('a send queue', () => {
  it('writes one message at a time, in order, empty ones too', () => {
    const { queue, written, accept } = heldBack();
    for (const text of ['a', '', 'c']) queue.push(Buffer.from(text));
    expect(written).toEqual(['a']);
    accept();
    expect(written).toEqual(['a', '']);
    accept();
    accept();
    expect(written).toEqual(['a', '', 'c']);
    expect(queue.queuedBytes).toBe(0);
  });

  it('asks to wait from the high-water mark on, and says once when there is room', async () => {
    const { queue, accept } = heldBack();
    let drains = 0;
    queue.onDrain(() => drains++);
    expect([queue.push(bytes(60)), queue.push(bytes(60)), queue.push(bytes(1))]).toEqual([true, false, false]);
    const drained = queue.drained();
    accept();
    expect(drains).toBe(0);
    accept();
    accept();
    expect(drains).toBe(1);
    await drained;
    expect(queue.push(bytes(1))).toBe(true);
    await queue.drained();
  });

  it('ends behind what was pushed before', () => {
    const { queue, accept } = heldBack();
    let ended = 0;
    queue.push(bytes(1));
    queue.push(bytes(1));
    queue.end(() => ended++);
    accept();
    expect(ended).toBe(0);
    accept();
    expect(ended).toBe(1);
    queue.end(() => ended++);
    expect(ended).toBe(2);
  });

  it('says when a sender has gone past the hard limit, with both sizes', () => {
    const { queue } = heldBack();
    queue.push(bytes(1_000));
    expect(queue.overflow).toBeUndefined();
    queue.push(bytes(1));
    expect(queue.overflow).toMatchObject({
      code: Code.RESOURCE_EXHAUSTED,
      message: expect.stringMatching(/1001 bytes.* limit is 1000/),
    });
  });

  it('drops everything when it is cleared, and tells those who wait why', async () => {
    const { queue, written, accept } = heldBack();
    for (let i = 0; i < 3; i++) queue.push(bytes(60));
    queue.end(() => expect.unreachable());
    const waiting = queue.drained();
    const error = new FulgurError(Code.CANCELLED, 'gone');
    queue.clear(error);
    await expect(waiting).rejects.toBe(error);
    accept();
    expect([written.length, queue.queuedBytes]).toEqual([1, 0]);
  });
});
