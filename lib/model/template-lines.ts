// Where the tags of a Jinja template are.

/** The 1-based lines on which `{{` and `{%` tags begin, in order; comments count as text. */
export function tagLines(source: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let counted = 0;
  for (let at = nextTag(source, 0); at < source.length; ) {
    for (; counted < at; counted++) if (source[counted] === '\n') line += 1;
    const kind = source[at + 1];
    if (kind !== '#') lines.push(line);
    const end = kind === '#' ? source.indexOf('#}', at + 2) + 2 : tagEnd(source, at + 2, kind === '{');
    if (end < at + 2) break;
    at = nextTag(source, end);
  }
  return lines;
}

function nextTag(source: string, from: number): number {
  for (let at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
    if (source[at + 1] === '{' || source[at + 1] === '%' || source[at + 1] === '#') return at;
  }
  return source.length;
}

/** Behind the tag's end, which is neither inside quotes nor, for an expression, inside braces. */
function tagEnd(source: string, from: number, expression: boolean): number {
  let braces = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at]!;
    if (character === '"' || character === "'") {
      for (at += 1; at < source.length && source[at] !== character; at++) if (source[at] === '\\') at += 1;
    } else if (!expression && character === '%' && source[at + 1] === '}') return at + 2;
    else if (expression && braces === 0 && character === '}' && source[at + 1] === '}') return at + 2;
    else if (character === '{') braces += 1;
    else if (character === '}') braces -= 1;
  }
  return source.length;
}
