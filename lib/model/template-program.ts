// A Jinja template that knows the lines of its source and cannot run away.
//
// The interpreter is @huggingface/jinja's. What it lacks comes in here: tokens have no positions, so a comment with the line
// number is put before every tag, which the parser keeps and evaluation passes by; every evaluation counts against a
// limit, and no value grows beyond one; values become texts and equal each other as in Python (template-text.ts).
import * as jinja from '@huggingface/jinja';
import { tagLines } from './template-lines.ts';
import { pythonEquals, pythonText, type TypedValue } from './template-text.ts';

/** Evaluated nodes of one rendering; a conversation of 1,000 messages takes some 60,000. */
export const templateStepsMax = 1_000_000;
/** Characters of a text, and elements of a list, that a rendering makes. */
export const templateTextMax = 16 << 20;
export const templateListMax = 100_000;

interface Token {
  readonly type: string;
  readonly value: string;
}

/** A node of the parsed template: the whole, a tag's content, an expression. */
interface TemplateNode {
  readonly type: string;
  readonly value?: unknown;
  /** Of `object.property` and, computed, `object[property]`. */
  readonly object?: TemplateNode;
  readonly property?: TemplateNode;
  readonly computed?: boolean;
  /** Of `operand | filter`; a filter with arguments is a call. */
  readonly operand?: TemplateNode;
  readonly filter?: TemplateNode;
  readonly callee?: TemplateNode;
  /** Of `left operator right`. */
  readonly left?: TemplateNode;
  readonly operator?: { readonly value: string };
  readonly right?: TemplateNode;
}

interface TemplateValue extends TypedValue {
  /** Methods by name. */
  readonly builtins?: ReadonlyMap<string, TemplateValue>;
}

interface Scope {
  set(name: string, value: unknown): TemplateValue;
}

interface Evaluator {
  run(program: TemplateNode): TemplateValue;
  evaluate(node: TemplateNode | undefined, scope: Scope): TemplateValue;
  evaluateBlock(statements: readonly TemplateNode[], scope: Scope): TemplateValue;
}

/** The parts of the package that are used; its own declarations do not resolve under Node's rules. */
const { Environment, Interpreter, parse, tokenize } = jinja as unknown as {
  tokenize(source: string, options: { readonly trim_blocks: boolean; readonly lstrip_blocks: boolean }): Token[];
  parse(tokens: readonly Token[]): TemplateNode;
  Environment: new () => Scope;
  Interpreter: new (scope: Scope) => Evaluator;
};

/** A failure of the template, in its own words or the interpreter's; `line` is 1-based, undefined when unknown. */
export class TemplateError extends Error {
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined, cause: unknown) {
    super(message, { cause });
    this.line = line;
  }
}

/** Begins the comments that carry line numbers; no source can hold it, because tags end at a line's end or before. */
const lineMark = '\0line ';

export class TemplateProgram {
  readonly #program: TemplateNode;

  /** @throws TemplateError when the source is not Jinja. */
  constructor(source: string) {
    const tokens = tokensOf(source);
    const lines = linesOf(source, tokens);
    const marked: Token[] = [];
    const markedLines: (number | undefined)[] = [];
    tokens.forEach((token, i) => {
      const line = lines[i];
      if (isOpening(token) && line !== undefined) {
        marked.push({ type: 'Comment', value: `${lineMark}${line}` });
        markedLines.push(line);
      }
      marked.push(token);
      markedLines.push(line);
    });
    this.#program = parsed(marked, markedLines);
  }

  /** The text that the template makes of the variables. @throws TemplateError, or what a function among them throws. */
  run(variables: Readonly<Record<string, unknown>>): string {
    const environment = new Environment();
    const interpreter = new BoundedInterpreter(environment);
    try {
      for (const [name, value] of Object.entries(variables)) environment.set(name, value);
      return String(interpreter.run(this.#program).value);
    } catch (cause) {
      if (cause instanceof TemplateRefusal) throw cause;
      throw new TemplateError(message(cause), interpreter.line, cause);
    }
  }
}

/** What a function that a template calls throws to end the rendering as it is. */
export class TemplateRefusal extends Error {}

class BoundedInterpreter extends Interpreter {
  line: number | undefined;
  #steps = 0;

  override evaluate(node: TemplateNode | undefined, scope: Scope): TemplateValue {
    if (node?.type === 'Comment') {
      const text = String(node.value);
      if (text.startsWith(lineMark)) this.line = Number(text.slice(lineMark.length));
    }
    if (node?.type === known) return node.value as TemplateValue;
    if (++this.#steps > templateStepsMax) throw new Error(`it takes more than ${templateStepsMax} steps`);
    const result = this.#asPython(node, scope) ?? super.evaluate(node, scope);
    const { value } = result;
    if (typeof value === 'string' && value.length > templateTextMax) {
      throw new Error(`it makes a text of more than ${templateTextMax} characters`);
    }
    if (Array.isArray(value) && value.length > templateListMax) {
      throw new Error(`it makes a list of more than ${templateListMax} elements`);
    }
    return result;
  }

  /** The text of statements, each value as Python writes it. */
  override evaluateBlock(statements: readonly TemplateNode[], scope: Scope): TemplateValue {
    let text = '';
    for (const statement of statements) {
      const value = this.evaluate(statement, scope);
      if (!silent.has(statement.type)) text += pythonText(value);
    }
    return runtimeValue(text);
  }

  #asPython(node: TemplateNode | undefined, scope: Scope): TemplateValue | undefined {
    if (node?.type === 'MemberExpression') return this.#method(node, scope);
    if (node?.type === 'FilterExpression') return this.#filter(node, scope);
    return node?.type === 'BinaryExpression' ? this.#operation(node, scope) : undefined;
  }

  /** Filters of texts, which take anything for its text. */
  #filter(node: TemplateNode, scope: Scope): TemplateValue | undefined {
    const name = String((node.filter?.callee ?? node.filter)?.value);
    if (!textFilters.has(name)) return undefined;
    let operand = this.evaluate(node.operand, scope);
    if (name === 'length') {
      if (operand.type === 'UndefinedValue') return runtimeValue(0);
    } else operand = runtimeValue(pythonText(operand));
    return super.evaluate({ ...node, operand: evaluated(operand) }, scope);
  }

  #operation(node: TemplateNode, scope: Scope): TemplateValue | undefined {
    const operator = node.operator?.value ?? '';
    if (!pythonOperators.has(operator)) return undefined;
    const [left, right] = [this.evaluate(node.left, scope), this.evaluate(node.right, scope)];
    if (operator === '~') return runtimeValue(pythonText(left) + pythonText(right));
    if (operator === '==' || operator === '!=') return runtimeValue(pythonEquals(left, right) === (operator === '=='));
    if (Array.isArray(right.value)) {
      const isMember = right.value.some((item: TypedValue) => pythonEquals(item, left));
      return runtimeValue(isMember === (operator === 'in'));
    }
    return super.evaluate({ ...node, left: evaluated(left), right: evaluated(right) }, scope);
  }

  /** A dictionary's method comes before its entry of the same name, as in Python: tools have parameters called `items`. */
  #method(node: TemplateNode, scope: Scope): TemplateValue | undefined {
    if (node.computed === true) return undefined;
    const name = String(node.property?.value);
    if (!methods.has(name)) return undefined;
    const object = this.evaluate(node.object, scope);
    if (name === 'format' && typeof object.value === 'string') return formatting(object.value);
    const method = object.value instanceof Map ? object.builtins?.get(name) : undefined;
    return method ?? super.evaluate({ ...node, object: evaluated(object) }, scope);
  }
}

/** Statements without a text of their own. */
const silent: ReadonlySet<string> = new Set(['Set', 'Macro', 'Comment']);
const textFilters: ReadonlySet<string> = new Set(['string', 'length', 'trim', 'upper', 'lower', 'title', 'capitalize']);
const pythonOperators: ReadonlySet<string> = new Set(['~', '==', '!=', 'in', 'not in']);

/** Type of a node that stands for a value. */
const known = 'Known';

function evaluated(value: TemplateValue): TemplateNode {
  return { type: known, value };
}

function runtimeValue(value: string | number | boolean): TemplateValue {
  return new Environment().set('value', value);
}

const methods: ReadonlySet<string> = new Set(['items', 'keys', 'values', 'get', 'format']);

/** Python's str.format with `{}` and `{0}`, which the interpreter lacks. */
function formatting(text: string): TemplateValue {
  return new Environment().set('format', (...values: unknown[]) => {
    let next = 0;
    return text.replace(/\{(\d*)\}/g, (_, index: string) => String(values[index === '' ? next++ : Number(index)]));
  });
}

function tokensOf(source: string): Token[] {
  try {
    return tokenizeBlocks(source);
  } catch (cause) {
    throw new TemplateError(message(cause), brokenLine(source), cause);
  }
}

/** As transformers reads chat templates: the line end after a tag and the space before it are not part of the text. */
function tokenizeBlocks(source: string): Token[] {
  return tokenize(withoutGenerationTags(source), { lstrip_blocks: true, trim_blocks: true });
}

/** `generation` marks what a model is trained on and changes no text; the interpreter would strip space around it. */
function withoutGenerationTags(source: string): string {
  return source
    .replace(/\{%([-+]?)\s*generation\s*([-+]?)%\}/g, '{%$1 if true $2%}')
    .replace(/\{%([-+]?)\s*endgeneration\s*([-+]?)%\}/g, '{%$1 endif $2%}');
}

/** The line behind the longest run of lines that reads well. */
function brokenLine(source: string): number {
  const lines = source.split('\n');
  for (let count = lines.length - 1; count > 0; count--) {
    try {
      tokenizeBlocks(lines.slice(0, count).join('\n'));
      return count + 1;
    } catch {
      // Longer than what reads well.
    }
  }
  return 1;
}

function isOpening({ type }: Token): boolean {
  return type === 'OpenStatement' || type === 'OpenExpression';
}

/** The line of each token's tag; all undefined when the source and the tokens do not agree about the tags. */
function linesOf(source: string, tokens: readonly Token[]): (number | undefined)[] {
  const tags = tagLines(source);
  const known = tags.length === tokens.filter(isOpening).length;
  let tag = -1;
  return tokens.map((token) => {
    if (isOpening(token)) tag += 1;
    return known ? tags[Math.max(0, tag)] : undefined;
  });
}

function parsed(tokens: Token[], lines: readonly (number | undefined)[]): TemplateNode {
  let last = 0;
  const watched = new Proxy(tokens, {
    get(target, property, receiver) {
      if (typeof property === 'string' && /^\d+$/.test(property)) last = Number(property);
      return Reflect.get(target, property, receiver);
    },
  });
  try {
    return parse(watched);
  } catch (cause) {
    throw new TemplateError(message(cause), lines[Math.min(last, lines.length - 1)], cause);
  }
}

function message(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split('\n', 1)[0]!;
}
