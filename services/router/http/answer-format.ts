// How an answer is written down: the JSON of whole answers and of stream chunks, for each of the two endpoints.
import type { FinishReason, ReleasedToken, Usage } from '../generation-output.ts';
import { filterOffsets, filterResults, type PromptFindings, type TextFindings } from '../guarding-annotations.ts';
import type { ToolCall, ToolCallDelta } from '../tool-calling.ts';
import type { TokenTexts } from './logprobs.ts';

export interface AnswerHead {
  readonly id: string;
  readonly createdUnixS: number;
  readonly model: string;
  readonly systemFingerprint: string;
}

export interface WholeChoice {
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly ToolCall[];
  readonly tokens: readonly ReleasedToken[];
  readonly reason: FinishReason;
  readonly findings: TextFindings;
}

/** What is an endpoint's own in its answers: the members of a `choices` entry that carry the text. */
export interface AnswerFormat {
  readonly wholeKind: string;
  readonly chunkKind: string;
  whole(choice: WholeChoice): object;
  /** Opens a choice of a stream; undefined when nothing does. */
  readonly opening: object | undefined;
  delta(text: string): object;
  reasoning(text: string): object;
  toolCall(delta: ToolCallDelta): object;
  readonly closing: object;
  logprobs(tokens: readonly ReleasedToken[], texts: TokenTexts): object;
}

/** An answer in a format. */
export interface AnswerStyle {
  readonly format: AnswerFormat;
  readonly head: AnswerHead;
  /** Undefined when no log-probabilities were asked for. */
  readonly texts: TokenTexts | undefined;
}

/** The body of a whole answer. `prompts`: what the guard found in each. Annotations are there where something was found. */
export function wholeBody(
  { format, head, texts }: AnswerStyle,
  choices: readonly WholeChoice[],
  usage: Usage,
  prompts: PromptFindings,
): object {
  return {
    ...headOf(head, format.wholeKind),
    choices: choices.map((choice, index) => ({
      ...entry(index, format.whole(choice), logprobsOf(format, choice.tokens, texts), choice.reason),
      ...annotations(choice.findings),
    })),
    usage: usageOf(usage),
    ...promptAnnotations(prompts),
  };
}

/** Writes the chunks of one stream. */
export class ChunkWriter {
  readonly #format: AnswerFormat;
  readonly #texts: TokenTexts | undefined;
  /** Every chunk begins with it. */
  readonly #head: string;

  constructor({ format, head, texts }: AnswerStyle) {
    this.#format = format;
    this.#texts = texts;
    this.#head = JSON.stringify(headOf(head, format.chunkKind)).slice(0, -1);
  }

  opening(choice: number): object | undefined {
    const { opening } = this.#format;
    return opening === undefined ? undefined : entry(choice, opening, null, null);
  }

  delta(choice: number, text: string, tokens: readonly ReleasedToken[]): object {
    return entry(choice, this.#format.delta(text), logprobsOf(this.#format, tokens, this.#texts), null);
  }

  reasoning(choice: number, text: string): object {
    return entry(choice, this.#format.reasoning(text), null, null);
  }

  toolCall(choice: number, delta: ToolCallDelta): object {
    return entry(choice, this.#format.toolCall(delta), null, null);
  }

  /** What the guard found in a choice, just before it closes; undefined when that is nothing. */
  annotation(choice: number, findings: TextFindings): object | undefined {
    if (findings.findings.length === 0) return undefined;
    return { ...entry(choice, this.#format.closing, null, null), ...annotations(findings) };
  }

  /** A chunk of its own for what the guard found in the prompts; undefined when that is nothing. */
  promptChunk(prompts: PromptFindings): string | undefined {
    if (prompts.every((findings) => findings.length === 0)) return undefined;
    const members = JSON.stringify(promptAnnotations(prompts)).slice(1);
    return `${this.#head},"choices":[],${members}`;
  }

  closing(choice: number, reason: FinishReason): object {
    return entry(choice, this.#format.closing, null, reason);
  }

  /** One chunk as JSON. `usage`: undefined when the client did not ask for it, null before it is known. */
  chunk(entries: readonly object[], usage: Usage | null | undefined): string {
    const tail = usage === undefined ? '' : `,"usage":${JSON.stringify(usage === null ? null : usageOf(usage))}`;
    return `${this.#head},"choices":${JSON.stringify(entries)}${tail}}`;
  }
}

function entry(index: number, content: object, logprobs: object | null, reason: FinishReason | null): object {
  return { index, ...content, logprobs, finish_reason: reason };
}

function logprobsOf(
  format: AnswerFormat,
  tokens: readonly ReleasedToken[],
  texts: TokenTexts | undefined,
): object | null {
  return texts === undefined ? null : format.logprobs(tokens, texts);
}

function annotations(text: TextFindings): object {
  if (text.findings.length === 0) return {};
  const offsets = filterOffsets(text);
  return {
    content_filter_results: filterResults(text.findings),
    ...(offsets !== undefined && { content_filter_offsets: offsets }),
  };
}

function promptAnnotations(prompts: PromptFindings): object {
  const results = prompts.flatMap((findings, index) =>
    findings.length === 0 ? [] : [{ prompt_index: index, content_filter_results: filterResults(findings) }],
  );
  return results.length === 0 ? {} : { prompt_filter_results: results };
}

function headOf(head: AnswerHead, kind: string): object {
  return {
    id: head.id,
    object: kind,
    created: head.createdUnixS,
    model: head.model,
    system_fingerprint: head.systemFingerprint,
  };
}

function usageOf(usage: Usage): object {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens },
  };
}
