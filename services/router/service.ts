// The gRPC methods of the router: fulgur.v1.Inference and fulgur.v1.Cluster.
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { ClusterMethods, InferenceMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { Authenticator } from './authenticator.ts';
import type { ClusterStatusSource } from './cluster-status.ts';
import { GrpcOutput } from './grpc-output.ts';
import { toGenerationRequest } from './grpc-request.ts';
import type { RouterMetrics } from './metrics.ts';
import type { RequestDesk } from './request-desk.ts';
import { countRefusal } from './request-meter.ts';
import type { ServedModel } from './served-model.ts';

export interface RouterServiceOptions {
  readonly desk: RequestDesk;
  readonly model: ServedModel;
  readonly authenticator: Authenticator;
  readonly status: ClusterStatusSource;
  readonly metrics: RouterMetrics;
  readonly maxBufferedBytes: number;
}

export function routerServices(options: RouterServiceOptions): ServiceBinding[] {
  return [inferenceService(options), bindService(ClusterMethods, { getStatus: () => options.status.read() })];
}

function inferenceService(options: RouterServiceOptions): ServiceBinding {
  const { desk, model, authenticator, metrics, maxBufferedBytes } = options;
  const accept = (message: fulgur.v1.IGenerateRequest, authorization: string | undefined) => {
    try {
      return { caller: authenticator.authenticate(authorization), request: toGenerationRequest(message) };
    } catch (error) {
      countRefusal(metrics, 'generate', error instanceof FulgurError ? error.code : Code.INTERNAL);
      throw error;
    }
  };
  return bindService(InferenceMethods, {
    async generate(message, call, write) {
      const { caller, request } = accept(message, call.header('authorization'));
      const output = new GrpcOutput({ write, withLogprobs: request.topLogprobs !== undefined, maxBufferedBytes });
      const requestId = desk.newRequestId();
      const { traceContext, deadlineUnixMs } = call;
      const life = desk.start(request, { requestId, api: 'generate', caller, traceContext, deadlineUnixMs }, output);
      const gone = () => life.cancel();
      call.signal.addEventListener('abort', gone, { once: true });
      try {
        await output.finished;
      } catch (error) {
        if (error instanceof FulgurError && error.reason === 'slow_client')
          metrics.rejected.inc({ reason: 'slow_client' });
        throw error;
      } finally {
        call.signal.removeEventListener('abort', gone);
        life.cancel();
      }
    },

    async tokenize(message, call) {
      authenticator.authenticate(call.header('authorization'));
      model.check(message.model);
      const { addSpecial, parseSpecial } = message;
      const ids = await model.tokenize(message.text, { addSpecial, parseSpecial });
      return { ids, pieces: ids.map((id) => model.piece(id)) };
    },

    listModels(_message, call) {
      authenticator.authenticate(call.header('authorization'));
      const { id, architecture, contextLength, vocabularySize, createdUnixS } = model;
      return { models: [{ id, architecture, contextLength, vocabularySize, createdUnixS }] };
    },
  });
}
