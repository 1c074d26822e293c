// POST /v1/moderations: the guard's judgement in OpenAI's shape.
import type { FastifyInstance } from 'fastify';
import { Code, FulgurError } from '../../../lib/wire/errors.ts';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { moderationBodyOf, parseModeration } from '../openai/moderations.ts';

export interface Moderator {
  moderate(tenant: string, inputs: readonly string[], signal: AbortSignal): Promise<fulgur.v1.ModerateResponse>;
}

/** One moderator answers to OpenAI's names too, so that clients need not be changed. */
const modelId = 'fulgur-guard';
const openaiNames = /^(omni|text)-moderation-[\w-]+$/;

export function moderationRoutes(server: FastifyInstance, guard: Moderator, newRequestId: () => string): void {
  server.post('/v1/moderations', async (request, reply) => {
    const { inputs, model } = parseModeration(request.body);
    if (model !== '' && model !== modelId && !openaiNames.test(model)) {
      const message = `the moderation model '${model.slice(0, 100)}' does not exist; this cluster has '${modelId}'`;
      throw new FulgurError(Code.NOT_FOUND, message, { field: 'model', reason: 'model_not_found' });
    }
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const response = await guard.moderate(request.caller.tenant, inputs, gone.signal);
    return moderationBodyOf(`modr-${newRequestId()}`, modelId, response);
  });
}
