// An example of fine-tuning data, in the forms in which it is published: preference pairs (chosen, rejected) and single
// answers; as texts, as lists of messages, or as transcripts ("Human: ... Assistant: ...").
import { z } from 'zod';
import { invalid } from '../../wire/errors.ts';

export interface TrainingExample {
  readonly prompt: string;
  /** One answer, or the chosen one and the rejected one. */
  readonly answers: readonly [chosen: string, rejected?: string];
}

const messages = z.array(z.looseObject({ role: z.string(), content: z.string() })).min(1);
const content = z.union([z.string(), messages]);
const example = z.looseObject({
  prompt: content.optional(),
  instruction: z.string().optional(),
  input: z.string().optional(),
  question: z.string().optional(),
  chosen: content.optional(),
  rejected: content.optional(),
  response: content.optional(),
  output: z.string().optional(),
  answer: z.string().optional(),
  completion: content.optional(),
  messages: messages.optional(),
});

const TRANSCRIPT_TURN = /(?:^|\n\n)(Human|Assistant): ?/;

/** @throws FulgurError naming `where` (file and line) and the field at fault */
export function readExample(json: string, where: string): TrainingExample {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw invalid('input', `${where}: not JSON: ${(error as Error).message}`);
  }
  const parsed = example.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw invalid(issue.path.join('.') || 'input', `${where}: field '${issue.path.join('.')}': ${issue.message}`);
  }
  const fields = parsed.data;
  if (fields.chosen !== undefined && fields.rejected !== undefined) {
    const chosen = lastTurn(fields.chosen);
    const rejected = lastTurn(fields.rejected);
    return { prompt: promptOf(fields) ?? chosen.prompt, answers: [chosen.answer, rejected.answer] };
  }
  const answer = fields.messages ?? fields.response ?? fields.output ?? fields.answer ?? fields.completion;
  if (answer === undefined) {
    const known = 'chosen and rejected, messages, response, output, answer, completion';
    throw invalid('input', `${where}: no answer in it; the fields that hold one are ${known}`);
  }
  const turn = lastTurn(answer);
  return { prompt: promptOf(fields) ?? turn.prompt, answers: [turn.answer] };
}

function promptOf({ prompt, instruction, input, question }: z.output<typeof example>): string | undefined {
  if (prompt !== undefined) return typeof prompt === 'string' ? prompt : (prompt.at(-1)?.content ?? '');
  if (instruction !== undefined) return input === undefined || input === '' ? instruction : `${instruction}\n${input}`;
  return question;
}

/** The last answer and what it answers. */
function lastTurn(value: z.output<typeof content>): { prompt: string; answer: string } {
  if (typeof value !== 'string') {
    const at = value.findLastIndex(({ role }) => role === 'assistant');
    const answer = at < 0 ? value.at(-1)!.content : value[at]!.content;
    const prompt = value.slice(0, at < 0 ? -1 : at).findLast(({ role }) => role === 'user');
    return { prompt: prompt?.content ?? '', answer };
  }
  const parts = value.split(TRANSCRIPT_TURN);
  if (parts.length < 3) return { prompt: '', answer: value };
  let [prompt, answer] = ['', ''];
  for (let i = 1; i + 1 < parts.length; i += 2) {
    if (parts[i] === 'Human') prompt = parts[i + 1]!.trim();
    else answer = parts[i + 1]!.trim();
  }
  return { prompt, answer };
}
