// Tools as a client describes them, and calls of them, whatever API they come through.
import { createHash, randomBytes } from 'node:crypto';
import type { CallableTool } from '../../lib/model/answer/answer-format.ts';
import { mapTexts, textsOf } from './json-texts.ts';

export interface Tool extends CallableTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text, as the model wrote it: not always JSON. */
  readonly arguments: string;
}

/** Whether the model may call, has to call some tool, or has to call this one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** A part of a call that the model makes, for the client. The first one of a call has its id and its name. */
export interface ToolCallDelta {
  /** Among the calls of its choice. */
  readonly index: number;
  readonly id?: string;
  readonly name?: string;
  readonly arguments: string;
}

const shortIdCharacters = 9;

export function newCallId(short: boolean): string {
  return short ? shortId(randomBytes(16)) : `call_${randomBytes(12).toString('hex')}`;
}

/** The id as templates that accept nine letters and digits only have to be given it. */
export function shortened(id: string): string {
  return /^[A-Za-z0-9]{9}$/.test(id) ? id : shortId(Buffer.from(id));
}

function shortId(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, shortIdCharacters);
}

/** What arguments say; undefined when they are no JSON object. None at all are an empty object. */
export function argumentsOf(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of a value on a line each, as a guard reads them. */
export function linesOf(value: unknown): string {
  return textsOf(value)
    .map((text) => text.replaceAll('\n', ' '))
    .join('\n');
}

/** The value with its texts from lines that `linesOf` made and a guard may have changed; undefined when lines are missing. */
export function withLines<T>(value: T, lines: string): T | undefined {
  const before = linesOf(value).split('\n');
  const after = lines.split('\n');
  if (after.length !== before.length) return undefined;
  let at = 0;
  return mapTexts(value, (text) => {
    const index = at++;
    return after[index] === before[index] ? text : (after[index] as string);
  }) as T;
}
