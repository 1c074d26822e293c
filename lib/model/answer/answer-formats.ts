// Which format a model writes: told by the words of its chat template, which has to write calls itself when it repeats
// a conversation, and by its vocabulary.
import type { AnswerFormat, CallFormat, TagPair } from './answer-format.ts';
import { deepseek, dsml } from './formats/deepseek.ts';
import { harmony } from './formats/harmony.ts';
import { cohere, granite, hermes, hunyuan } from './formats/json-calls.ts';
import { kimi } from './formats/kimi.ts';
import { llama3 } from './formats/llama3.ts';
import { mistral } from './formats/mistral.ts';
import { glm, minimax, qwen3Coder } from './formats/tagged.ts';

interface Family {
  readonly name: string;
  /** Texts of which the template has to hold every one. */
  readonly words: readonly string[];
  readonly calls: CallFormat;
  /** Some of its models put their answers between tags when they have reasoned. */
  readonly wraps?: boolean;
}

/** The first family that fits is the model's: those whose words others have too come last. */
const families: readonly Family[] = [
  { name: 'minimax', words: ['<minimax:tool_call>'], calls: minimax },
  { name: 'glm', words: ['<arg_key>', '<tool_call>'], calls: glm },
  { name: 'qwen3-coder', words: ['<function=', '<tool_call>'], calls: qwen3Coder },
  { name: 'deepseek', words: ['<｜tool▁calls▁begin｜>', '```json'], calls: deepseek(true) },
  { name: 'deepseek-v3.1', words: ['<｜tool▁calls▁begin｜>'], calls: deepseek(false) },
  { name: 'deepseek-v3.2', words: ['｜DSML｜', 'function_calls'], calls: dsml('function_calls') },
  { name: 'deepseek-v4', words: ['｜DSML｜'], calls: dsml('tool_calls') },
  { name: 'kimi', words: ['<|tool_call_argument_begin|>'], calls: kimi },
  { name: 'cohere', words: ['<|START_ACTION|>'], calls: cohere, wraps: true },
  { name: 'mistral', words: ['[TOOL_CALLS]', '[ARGS]'], calls: mistral(true) },
  { name: 'mixtral', words: ['[TOOL_CALLS]'], calls: mistral(false) },
  { name: 'granite', words: ['<|tool_call|>'], calls: granite },
  { name: 'hunyuan', words: ['<tool_calls>'], calls: hunyuan, wraps: true },
  { name: 'hermes', words: ['<tool_call>'], calls: hermes, wraps: true },
  { name: 'llama3', words: ['<|start_header_id|>', 'tool_calls'], calls: llama3 },
];

const reasoningTags: readonly TagPair[] = [
  { open: '<think>', close: '</think>' },
  { open: '[THINK]', close: '[/THINK]' },
  { open: '<|START_THINKING|>', close: '<|END_THINKING|>' },
];

const wrapperTags: readonly TagPair[] = [
  { open: '<answer>', close: '</answer>' },
  { open: '<response>', close: '</response>' },
  { open: '<|START_RESPONSE|>', close: '<|END_RESPONSE|>' },
  { open: '<|START_TEXT|>', close: '<|END_TEXT|>' },
];

/**
 * @param isToken whether a text is one token of the vocabulary.
 * @returns undefined when the model's text is content and nothing else.
 */
export function answerFormatOf(template: string, isToken: (text: string) => boolean): AnswerFormat | undefined {
  if (['<|channel|>', '<|message|>'].every((word) => template.includes(word))) return harmony;
  const family = families.find(({ words }) => words.every((word) => template.includes(word)));
  const reasoning = reasoningTags.find(
    ({ open, close }) => template.includes(open) || template.includes(close) || (isToken(open) && isToken(close)),
  );
  if (family === undefined && reasoning === undefined) return undefined;
  const wraps = reasoning !== undefined && (family === undefined || family.wraps === true);
  const wrapper = wrapperTags.find(({ open, close }) => wraps && template.includes(open) && template.includes(close));
  return { name: family?.name ?? 'reasoning', reasoning, calls: family?.calls, wrapper, harmony: false };
}
