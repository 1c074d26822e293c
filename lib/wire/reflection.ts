// Server reflection (grpc.reflection.v1 and v1alpha): lets a client such as grpcurl ask for the definitions of `services`
// and of the health service.
import type { Server, ServerDuplexStream } from '@grpc/grpc-js';
import { Code, FulgurError } from './errors.ts';
import type { ReflectionStream, ReflectionVersion } from './reflection-descriptions.ts';
import { toStatus } from './status.ts';

export function addReflection(server: Server, services: readonly string[]): void {
  let loading: Promise<ReflectionVersion[]> | undefined;
  const identity = (bytes: Buffer) => bytes;
  for (const version of ['v1', 'v1alpha']) {
    const path = `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`;
    const serve = (call: ServerDuplexStream<Buffer, Buffer>) => {
      loading ??= import('./reflection-descriptions.ts').then(({ describeServices }) => describeServices(services));
      loading.then(
        (versions) => {
          const described = versions.find((candidate) => candidate.path === path);
          if (described) described.answer(plain(call, described));
          else fail(call, `this server has no ${path}`);
        },
        (error: unknown) => fail(call, `the definitions of this server cannot be read: ${error}`),
      );
    };
    server.register(path, serve, identity, identity, 'bidi');
  }
}

/** The call as the implementation of reflection expects it: messages instead of bytes. */
function plain(call: ServerDuplexStream<Buffer, Buffer>, { decode, encode }: ReflectionVersion): ReflectionStream {
  return {
    on(event: 'data' | 'end', listener: (request?: unknown) => void) {
      if (event === 'end') call.on('end', listener);
      else call.on('data', (bytes: Buffer) => receive(call, () => listener(decode(bytes))));
    },
    write: (response) => call.write(encode(response)),
    end: () => call.end(),
  };
}

function receive(call: ServerDuplexStream<Buffer, Buffer>, handle: () => void): void {
  try {
    handle();
  } catch (error) {
    fail(call, `a reflection request cannot be read: ${error}`, Code.INVALID_ARGUMENT);
  }
}

function fail(call: ServerDuplexStream<Buffer, Buffer>, message: string, code: Code = Code.INTERNAL): void {
  call.emit('error', toStatus(new FulgurError(code, message)) as never);
}
