// A Submit, checked once at the boundary: what passes here is trusted by the engine.
import { randomInt } from 'node:crypto';
import { laneOf } from '../../lib/queue/priority.ts';
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { Sampling } from './draw.ts';
import type { GenerationRequest } from './sequence.ts';

export interface RequestLimits {
  /** Tokens of a sequence, prompt and answer together. */
  readonly contextLength: number;
  readonly vocabularySize: number;
  /** Longest time that a request may take, whatever it asks for. */
  readonly requestDeadlineMs: number;
}

const idLengthMax = 256;
const tenantLengthMax = 256;
const saltBytesMax = 256;
const topLogprobsMax = 20;
const stopTokensMax = 256;
const logitBiasMax = 1024;

/** Throws a FulgurError that names the field, its value and the limit. */
export function parseSubmit(submit: fulgur.v1.ISubmit, limits: RequestLimits, nowUnixMs: number): GenerationRequest {
  const id = submit.requestId ?? '';
  if (id === '' || id.length > idLengthMax) {
    throw invalid('request_id', `request_id has ${id.length} characters; it must have 1 to ${idLengthMax}`);
  }
  const promptIds = submit.promptIds ?? [];
  const generatedIds = submit.generatedIds ?? [];
  const maxTokens = submit.maxTokens ?? 0;
  checkLengths(promptIds.length, generatedIds.length, maxTokens, limits);
  checkIds('prompt_ids', promptIds, limits.vocabularySize);
  checkIds('generated_ids', generatedIds, limits.vocabularySize);
  const stopTokenIds = submit.stopTokenIds ?? [];
  checkCount('stop_token_ids', stopTokenIds.length, stopTokensMax);
  const cacheSalt = submit.cacheSalt ?? new Uint8Array();
  if (cacheSalt.length > saltBytesMax) {
    throw invalid('cache_salt', `cache_salt has ${cacheSalt.length} bytes; at most ${saltBytesMax} are taken`);
  }
  const topLogprobs = submit.topLogprobs ?? undefined;
  if (topLogprobs !== undefined) checkCount('top_logprobs', topLogprobs, topLogprobsMax);
  return {
    id,
    promptIds,
    generatedIds,
    sampling: parseSampling(submit.sampling ?? {}, limits.vocabularySize),
    maxTokens,
    stopTokenIds: new Set(stopTokenIds),
    topLogprobs,
    cacheSalt,
    deadlineUnixMs: deadlineOf(submit.deadlineUnixMs ?? 0, limits.requestDeadlineMs, nowUnixMs),
    traceparent: submit.traceparent ?? '',
    tenant: checkTenant(submit.tenant ?? ''),
    lane: parsePriority(submit.priority ?? fulgur.v1.Priority.PRIORITY_NORMAL),
  };
}

export function parseSampling(params: fulgur.v1.ISamplingParams, vocabularySize: number): Sampling {
  const range = (field: string, value: number, low: number, high: number, lowOpen = false): number => {
    if (value <= high && (lowOpen ? value > low : value >= low)) return value;
    throw invalid(
      `sampling.${field}`,
      `${field} is ${value}; it must be ${lowOpen ? 'above' : 'at least'} ${low} and at most ${high}`,
    );
  };
  const bias = Object.entries(params.logitBias ?? {});
  checkCount('sampling.logit_bias', bias.length, logitBiasMax);
  const logitBias = new Map(
    bias.map(([token, value]): [number, number] => {
      const id = Number(token);
      checkIds('sampling.logit_bias', [id], vocabularySize);
      return [id, range(`logit_bias[${token}]`, value, -100, 100)];
    }),
  );
  return {
    temperature: range('temperature', params.temperature ?? 1, 0, 2),
    topP: range('top_p', params.topP ?? 1, 0, 1, true),
    topK: params.topK ?? 0,
    minP: range('min_p', params.minP ?? 0, 0, 1),
    seed: params.seed ?? randomInt(2 ** 32),
    presencePenalty: range('presence_penalty', params.presencePenalty ?? 0, -2, 2),
    frequencyPenalty: range('frequency_penalty', params.frequencyPenalty ?? 0, -2, 2),
    logitBias,
  };
}

function checkTenant(tenant: string): string {
  if (tenant.length <= tenantLengthMax) return tenant;
  throw invalid('tenant', `tenant has ${tenant.length} characters; at most ${tenantLengthMax} are taken`);
}

function parsePriority(priority: fulgur.v1.Priority): number {
  const lane = laneOf(priority);
  if (lane !== undefined) return lane;
  throw invalid('priority', `priority is ${priority}; it is one of 0 (normal), 1 (high) and 2 (low)`);
}

function checkLengths(prompt: number, generated: number, maxTokens: number, { contextLength }: RequestLimits): void {
  if (prompt === 0) throw invalid('prompt_ids', 'prompt_ids is empty; a prompt has at least 1 token');
  if (prompt >= contextLength) {
    throw invalid(
      'prompt_ids',
      `the prompt has ${prompt} tokens; the context holds ${contextLength}, the answer's first token included`,
      'context_length_exceeded',
    );
  }
  if (prompt + generated > contextLength) {
    const message = `generated_ids has ${generated} tokens after a prompt of ${prompt}; the context holds ${contextLength}`;
    throw invalid('generated_ids', message, 'context_length_exceeded');
  }
  if (maxTokens === 0) throw invalid('max_tokens', 'max_tokens is 0; it must be at least 1');
}

function checkIds(field: string, ids: readonly number[], vocabularySize: number): void {
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!;
    if (id >= 0 && id < vocabularySize) continue;
    throw invalid(field, `${field} holds token ${id} at place ${i}; the vocabulary has ids 0 to ${vocabularySize - 1}`);
  }
}

function checkCount(field: string, count: number, most: number): void {
  if (count > most) throw invalid(field, `${field} is ${count}; at most ${most} are taken`);
}

function deadlineOf(asked: number, requestDeadlineMs: number, nowUnixMs: number): number {
  if (Number.isNaN(asked) || asked < 0)
    throw invalid('deadline_unix_ms', `deadline_unix_ms is ${asked}; use milliseconds since 1970`);
  const latest = nowUnixMs + requestDeadlineMs;
  if (asked === 0) return latest;
  if (asked <= nowUnixMs) {
    throw new FulgurError(
      Code.DEADLINE_EXCEEDED,
      `the request's deadline passed ${Math.round(nowUnixMs - asked)} ms ago`,
    );
  }
  return Math.min(asked, latest);
}
