import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FrameReader, writeFrame } from './message-frames.ts';

interface Taken {
  readonly bytes: Buffer;
  readonly memory: Buffer | undefined;
}

function readerOf(maxMessageBytes = 1 << 20) {
  const taken: Taken[] = [];
  const refused: string[] = [];
  const reader = new FrameReader({
    maxMessageBytes,
    onMessage: (bytes, memory) => taken.push({ bytes, memory }),
    onOversized: (bytes) => refused.push(`${bytes} bytes`),
    onCompressed: () => refused.push('compressed'),
  });
  return { reader, taken, refused };
}

function frame(message: Buffer, flag = 0): Buffer {
  const header = Buffer.from([flag, 0, 0, 0, 0]);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

const numbered = (length: number, from: number) => Buffer.from(Array.from({ length }, (_, i) => (from + i) & 0xff));
const messages = [numbered(3, 1), Buffer.alloc(0), numbered(40, 9), numbered(1, 200), numbered(17, 77)];

describe('frames of messages', () => {
  it('give the messages, wherever the connection has cut them', () => {
    const bytes = Buffer.concat(messages.map((message) => frame(message)));
    for (let size = 1; size <= bytes.length; size++) {
      const { reader, taken } = readerOf();
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      expect(taken.map((one) => one.bytes)).toEqual(messages);
    }
  });

  it('have the memory that was given back, and no other', () => {
    const { reader, taken } = readerOf();
    const push = (message: Buffer) => {
      const bytes = frame(message);
      reader.push(bytes.subarray(0, 10));
      reader.push(bytes.subarray(10));
      return taken.at(-1)!;
    };
    const first = push(numbered(6_000, 1));
    const second = push(numbered(6_000, 2));
    expect(second.memory!.buffer).not.toBe(first.memory!.buffer);
    reader.reuse(second.memory!);
    const third = push(numbered(6_005, 3));
    expect(third.memory!.buffer).toBe(second.memory!.buffer);
    expect([first.bytes, third.bytes]).toEqual([numbered(6_000, 1), numbered(6_005, 3)]);
    expect(push(numbered(6_000, 4)).memory!.buffer).not.toBe(third.memory!.buffer);
  });

  it('over the limit or compressed are refused, and nothing behind them is read', () => {
    for (const [bad, why] of [
      [frame(numbered(101, 0)), '101 bytes'],
      [frame(numbered(8, 0), 1), 'compressed'],
    ] as const) {
      const { reader, taken, refused } = readerOf(100);
      reader.push(Buffer.concat([frame(numbered(100, 0)), bad, frame(numbered(2, 0))]));
      reader.push(frame(numbered(2, 0)));
      expect(taken).toHaveLength(1);
      expect(refused).toEqual([why]);
    }
  });

  it('are written as they are read', async () => {
    const stream = new PassThrough();
    const { reader, taken } = readerOf();
    stream.on('data', (chunk: Buffer) => reader.push(chunk));
    for (const message of messages) {
      const parts = [message.subarray(0, 2), message.subarray(2)];
      await new Promise<void>((written) => writeFrame(stream, { parts, length: message.length }, written));
    }
    expect(taken.map((one) => one.bytes)).toEqual(messages);
  });
});
