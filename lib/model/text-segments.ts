// Cuts long texts where a pre-tokenizer would cut them too.
//
// libllama splits text for BPE by regular expressions whose matcher recurses once per character of a match: a run of a
// few thousand letters, spaces or dashes, whatever its author meant by it, would overflow the stack and end the process.
// So no call gets more than `segmentCharacters`. Between the end of a line and the word after it pre-tokenizers cut by
// themselves, and the tokens stay the same; a line longer than a segment is cut between words, where most of them cut as
// well, and only a word longer than a segment gets other tokens than it would have got whole.

/** Longest segment in UTF-16 units; the stacks that native code gets (tensor/ffi.ts) hold several times that. */
export const segmentCharacters = 8192;

/**
 * The text in pieces of at most `segmentCharacters`, in order; joined they are the text. No piece ends inside one of
 * the `specials`, texts that stand for a token of their own.
 */
export function textSegments(text: string, specials: readonly string[]): string[] {
  const segments: string[] = [];
  let start = 0;
  while (text.length - start > segmentCharacters) {
    const end = cutBefore(text, start, start + segmentCharacters, specials);
    segments.push(text.slice(start, end));
    start = end;
  }
  segments.push(text.slice(start));
  return segments;
}

/** The last good place to cut in (start, end]. */
function cutBefore(text: string, start: number, end: number, specials: readonly string[]): number {
  const window = text.slice(start, end + 1);
  const natural = lastEnd(window, /[^\s]\n(?=[\p{L}\p{N}])/gu) ?? lastEnd(window, /[\p{L}\p{N}](?= [\p{L}\p{N}])/gu);
  return outsideSpecials(text, start, natural === undefined ? wholeCharacter(text, end) : start + natural, specials);
}

/** Where the last match of the pattern ends; undefined when there is none. */
function lastEnd(window: string, pattern: RegExp): number | undefined {
  let last: number | undefined;
  for (const match of window.matchAll(pattern)) last = match.index + match[0].length;
  return last;
}

/** Not between the two halves of a surrogate pair. */
function wholeCharacter(text: string, cut: number): number {
  const unit = text.charCodeAt(cut);
  return unit >= 0xdc00 && unit < 0xe000 ? cut - 1 : cut;
}

/** The cut, or the start of the special text that lies across it. */
function outsideSpecials(text: string, start: number, cut: number, specials: readonly string[]): number {
  for (const special of specials) {
    const at = text.lastIndexOf(special, cut - 1);
    if (at > start && at < cut && at + special.length > cut) return at;
  }
  return cut;
}
