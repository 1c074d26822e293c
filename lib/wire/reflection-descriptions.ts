// What server reflection knows: the descriptors made from the .proto files. It costs 25 MB and 150 ms, so reflection.ts
// loads this file when the first client asks.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Server, ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { protoPath as healthProto } from 'grpc-health-check';
import { protoRoot } from './proto-root.ts';

/** The part of a server's stream that the implementation of reflection uses. */
export interface ReflectionStream {
  on(event: 'data', listener: (request: unknown) => void): void;
  on(event: 'end', listener: () => void): void;
  write(response: unknown): void;
  end(): void;
}

/** One version of the reflection service: its codecs, and what answers a stream. */
export interface ReflectionVersion {
  /** `/grpc.reflection.v1.ServerReflection/ServerReflectionInfo` */
  readonly path: string;
  decode(bytes: Buffer): unknown;
  encode(response: unknown): Buffer;
  answer(stream: ReflectionStream): void;
}

export function describeServices(services: readonly string[]): ReflectionVersion[] {
  const root = protoRoot();
  const files = readdirSync(path.join(root, 'fulgur/v1')).filter((file) => file.endsWith('.proto'));
  const definitions = loadSync([...files.map((file) => `fulgur/v1/${file}`), healthProto], {
    includeDirs: [root],
    keepCase: true,
  });
  const versions: ReflectionVersion[] = [];
  const collector = {
    addService(definition: ServiceDefinition, implementation: Record<string, unknown>) {
      const { path, requestDeserialize, responseSerialize } = definition['ServerReflectionInfo']!;
      const answer = implementation['ServerReflectionInfo'] as (stream: ReflectionStream) => void;
      versions.push({ path, decode: requestDeserialize, encode: responseSerialize, answer });
    },
  };
  const named = [...services, 'grpc.health.v1.Health'];
  new ReflectionService(definitions, { services: named }).addToServer(collector as unknown as Server);
  return versions;
}
