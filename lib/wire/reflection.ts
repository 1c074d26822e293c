// Server reflection (grpc.reflection.v1 and v1alpha), from the .proto files themselves.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Server } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { protoPath as healthProto } from 'grpc-health-check';
import { protoRoot } from './proto-root.ts';

/** Lets a client such as grpcurl ask `server` for the definitions of `services` and of the health service. */
export function addReflection(server: Server, services: readonly string[]): void {
  const root = protoRoot();
  const files = readdirSync(path.join(root, 'fulgur/v1')).filter((file) => file.endsWith('.proto'));
  const definitions = loadSync([...files.map((file) => `fulgur/v1/${file}`), healthProto], {
    includeDirs: [root],
    keepCase: true,
  });
  new ReflectionService(definitions, { services: [...services, 'grpc.health.v1.Health'] }).addToServer(server);
}
