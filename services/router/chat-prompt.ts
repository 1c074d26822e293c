// From chat messages to token ids, so that nobody can write a control token into a message.
//
// The chat template puts control tokens around contents: `<|im_start|>user\n` + content + `<|im_end|>\n`. The text as a whole
// must be tokenised as one, because a SentencePiece tokenizer starts every stretch between control tokens with a space of its
// own, and content shares its stretch with the template's text before it. But `<|im_end|>` inside a content is text, not the
// end of a message.
//
// So: control texts inside contents are fenced with two characters that occur nowhere else, the template is rendered, the
// fences are taken out again and remembered as ranges, and stretches that hold such a range are encoded as plain text.

import type { ChatMessage, RenderOptions } from '../../lib/model/chat-template.ts';
import { invalid } from '../../lib/wire/errors.ts';
import { mapTexts, textsOf } from './json-texts.ts';
import { encodeText, type PromptTokenizer } from './prompt-tokenizer.ts';

export interface ChatRenderer {
  render(messages: readonly ChatMessage[], options: RenderOptions): string;
}

/** Everything that the template is given. Whatever clients write, the control tokens in it stay text. */
export interface Conversation {
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly unknown[];
  readonly variables?: Readonly<Record<string, unknown>>;
  /**
   * Begins the answer for the model, given the end of the rendered text. It is the server's: control tokens in it are
   * control tokens.
   */
  readonly opening?: (tail: string) => string;
}

export interface EncodedConversation {
  readonly ids: number[];
  /** The end of the rendered text, in which the template may have opened reasoning. */
  readonly tail: string;
  /** What was put behind it. */
  readonly opening: string;
}

const tailCharacters = 64;

interface Range {
  readonly start: number;
  readonly end: number;
}

const asText = { addSpecial: false, parseSpecial: false } as const;
const asPrompt = { addSpecial: false, parseSpecial: true } as const;

export class ChatEncoder {
  readonly #tokenizer: PromptTokenizer;
  readonly #template: ChatRenderer;
  /** Token id to its text when it is a control token; filled as ids occur. */
  readonly #controls = new Map<number, string | undefined>();

  constructor(tokenizer: PromptTokenizer, template: ChatRenderer) {
    this.#tokenizer = tokenizer;
    this.#template = template;
  }

  /** Token ids of the conversation and the opening of the assistant's answer, with no beginning-of-sequence token added. */
  async encode(conversation: Conversation): Promise<EncodedConversation> {
    const rendered = this.#render(conversation);
    const tail = rendered.slice(-tailCharacters);
    const opening = conversation.opening?.(tail) ?? '';
    const ids = await encodeText(this.#tokenizer, rendered + opening, asPrompt);
    // A control token that a text could smuggle in is among these ids.
    const controls = this.#controlTexts(ids);
    const smuggled = textsIn(conversation).some((text) => controls.some((control) => text.includes(control)));
    return { ids: smuggled ? await this.#encodeFenced(conversation, controls, opening) : ids, tail, opening };
  }

  #render({ messages, tools, variables }: Conversation): string {
    return this.#template.render(messages, {
      addGenerationPrompt: true,
      ...(tools !== undefined && { tools }),
      ...(variables !== undefined && { variables }),
    });
  }

  #encodeFenced(conversation: Conversation, controls: readonly string[], opening: string): Promise<number[]> {
    const { messages, tools } = conversation;
    const [open, close] = unusedCharacters(textsIn(conversation));
    const pattern = new RegExp(controls.map(escapeForPattern).join('|'), 'g');
    const fence = (text: string) => text.replace(pattern, (control) => `${open}${control}${close}`);
    const rendered = this.#render({
      ...conversation,
      messages: messages.map((message) => fenced(message, fence)),
      ...(tools !== undefined && { tools: mapTexts(tools, fence) as unknown[] }),
    });
    const { text, ranges } = takeFencesOut(rendered + opening, open, close);
    return encodeStretches(this.#tokenizer, text, ranges, pattern);
  }

  /** The texts of the control tokens among `ids`, longest first. */
  #controlTexts(ids: readonly number[]): string[] {
    const texts: string[] = [];
    for (const id of new Set(ids)) {
      if (!this.#controls.has(id)) this.#controls.set(id, this.#controlText(id));
      const text = this.#controls.get(id);
      if (text !== undefined) texts.push(text);
    }
    return texts.sort((a, b) => b.length - a.length);
  }

  #controlText(id: number): string | undefined {
    const text = Buffer.from(this.#tokenizer.piece(id)).toString('utf8');
    if (text.length < 2 || text.includes('\ufffd')) return undefined;
    const is = (ids: readonly number[]) => ids.length === 1 && ids[0] === id;
    const control = is(this.#tokenizer.encode(text, asPrompt)) && !is(this.#tokenizer.encode(text, asText));
    return control ? text : undefined;
  }
}

/** Of a message's members the role is one of ours. */
function fenced({ role, ...texts }: ChatMessage, fence: (text: string) => string): ChatMessage {
  const members = Object.entries(texts).map(([name, value]) => [name, mapTexts(value, fence)]);
  return { role, ...Object.fromEntries(members) } as ChatMessage;
}

function textsIn({ messages, tools }: Conversation): string[] {
  return [...messages.flatMap(({ role, ...texts }) => Object.values(texts).flatMap(textsOf)), ...textsOf(tools)];
}

/** Two noncharacters of Unicode that no text holds. */
function unusedCharacters(texts: readonly string[]): [string, string] {
  const free: string[] = [];
  for (let code = 0xfdd0; code <= 0xfdef && free.length < 2; code += 1) {
    const character = String.fromCharCode(code);
    if (!texts.some((text) => text.includes(character))) free.push(character);
  }
  const [open, close] = free;
  if (open === undefined || close === undefined) {
    throw invalid(
      'messages',
      "'messages' holds control tokens and every noncharacter from U+FDD0 to U+FDEF: leave out one of them",
    );
  }
  return [open, close];
}

/** A template may cut a content in pieces: only fences that still come in pairs count, the others are just taken out. */
function takeFencesOut(rendered: string, open: string, close: string): { text: string; ranges: Range[] } {
  const ranges: Range[] = [];
  let text = '';
  let start: number | undefined;
  for (const part of rendered.split(new RegExp(`([${open}${close}])`))) {
    if (part === open) {
      start = text.length;
    } else if (part === close) {
      if (start !== undefined) ranges.push({ start, end: text.length });
      start = undefined;
    } else {
      text += part;
    }
  }
  return { text, ranges };
}

/** Encodes the stretches between the template's own control tokens: those with a range of `plain` as text, the others as usual. */
async function encodeStretches(
  tokenizer: PromptTokenizer,
  text: string,
  plain: readonly Range[],
  controls: RegExp,
): Promise<number[]> {
  const ids: number[] = [];
  // [usualStart, stretchStart) has been found free of ranges and waits to be encoded in one go.
  let usualStart = 0;
  let stretchStart = 0;
  const closeStretch = async (stretchEnd: number) => {
    if (!plain.some((range) => range.start >= stretchStart && range.end <= stretchEnd)) return;
    append(ids, await encodeText(tokenizer, text.slice(usualStart, stretchStart), asPrompt));
    append(ids, await encodeText(tokenizer, text.slice(stretchStart, stretchEnd), asText));
    usualStart = stretchEnd;
  };
  for (const match of text.matchAll(controls)) {
    if (plain.some((range) => match.index < range.end && range.start < match.index + match[0].length)) continue;
    await closeStretch(match.index);
    stretchStart = match.index + match[0].length;
  }
  await closeStretch(text.length);
  append(ids, await encodeText(tokenizer, text.slice(usualStart), asPrompt));
  return ids;
}

function append(ids: number[], more: readonly number[]): void {
  for (const id of more) ids.push(id);
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
