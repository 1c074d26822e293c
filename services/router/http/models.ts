// GET /v1/models and GET /v1/models/{id}.
import type { FastifyInstance } from 'fastify';
import type { ServedModel } from '../served-model.ts';

export function modelRoutes(server: FastifyInstance, model: ServedModel): void {
  const entry = {
    id: model.id,
    object: 'model',
    created: model.createdUnixS,
    owned_by: 'fulgur',
    max_model_len: model.contextLength,
  };
  server.get('/v1/models', async () => ({ object: 'list', data: [entry] }));
  // An id may hold slashes, so it is the whole rest of the path.
  server.get('/v1/models/*', async (request) => {
    model.check((request.params as { '*': string })['*']);
    return entry;
  });
}
