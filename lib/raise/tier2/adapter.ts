// What a safety model needs: how it is asked, and what its answer means. One adapter per family of models.
import type { Category } from '../taxonomy.ts';

export const ADAPTER_NAMES = [
  'qwen3guard',
  'llama-guard-3',
  'llama-guard-4',
  'shieldgemma',
  'gpt-oss-safeguard',
] as const;
export type AdapterName = (typeof ADAPTER_NAMES)[number];

export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
}

/** What is to be judged: the last turn, in the light of those before it. */
export interface Question {
  readonly turns: readonly Turn[];
}

/** One request to an OpenAI-compatible API. */
export interface SafetyRequest {
  /** Below the base URL: `/chat/completions` or `/completions`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Scores from 0 to 1 of the categories that the model finds; nothing found is an empty record. */
export type Judgement = { readonly [name in Category]?: number };

export interface SafetyAdapter {
  readonly name: AdapterName;
  /** Categories that the model can find; the others are not its matter, and do not fail when it does. */
  readonly categories: readonly Category[];
  /**
   * The requests that together ask the question. Prompts only grow at their end (or before a fixed ending) when a turn grows, so
   * that a prefix cache holds nearly all of the next question.
   */
  requests(question: Question, model: string): readonly SafetyRequest[];
  /** The turns that a judgement is about, as indices: one or more, unless there is nothing that the model judges. */
  judged(question: Question): readonly number[];
  /** `answers`: the parsed bodies, in the order of the requests. @throws when an answer is not in the model's format. */
  judge(answers: readonly unknown[], question: Question): Judgement;
}
