// Asks a peer's standard gRPC health service whether it serves.
import { Reader, Writer } from 'protobufjs';
import { Channel } from '../../lib/wire/client.ts';
import { type Codec, method } from '../../lib/wire/method.ts';

const request: Codec<Record<string, never>, Record<string, never>> = {
  encode: () => Writer.create(),
  decode: () => ({}),
};

/** HealthCheckResponse { ServingStatus status = 1; } */
const response: Codec<{ status: number }, { status: number }> = {
  encode: ({ status }) => Writer.create().uint32(8).int32(status),
  decode(bytes) {
    const reader = Reader.create(bytes);
    let status = 0;
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === 8) status = reader.int32();
      else reader.skipType(tag & 7);
    }
    return { status };
  },
};

const check = method('grpc.health.v1.Health/Check', 'unary', request, response);
const serving = 1;

/** False when it says that it does not serve; rejects when it does not answer within `timeoutMs`. */
export async function probeHealth(address: string, timeoutMs: number): Promise<boolean> {
  const channel = new Channel(address);
  try {
    const { status } = await channel.unary(check, {}, { deadlineMs: timeoutMs });
    return status === serving;
  } finally {
    channel.close();
  }
}
