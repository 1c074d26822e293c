// What Python makes of a template's values where it wants a text or compares them: templates are written for that, and
// the interpreter gives JavaScript's or JSON's texts for some.

/** A value of the interpreter, which names its type. */
export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
}

/** str(value) */
export function pythonText(value: TypedValue): string {
  if (value.type === 'StringValue') return String(value.value);
  if (value.type === 'UndefinedValue') return '';
  return representation(value);
}

/** Whether Python would call the values equal. */
export function pythonEquals(a: TypedValue, b: TypedValue): boolean {
  const [left, right] = [a.value, b.value];
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => pythonEquals(item, right[i]));
  }
  if (left instanceof Map && right instanceof Map) {
    return (
      left.size === right.size &&
      [...left].every(([key, item]) => right.has(key) && pythonEquals(item, right.get(key) as TypedValue))
    );
  }
  return left === right;
}

/** repr(value) */
function representation({ type, value }: TypedValue): string {
  switch (type) {
    case 'StringValue':
      return quoted(String(value));
    case 'BooleanValue':
      return value === true ? 'True' : 'False';
    case 'NullValue':
      return 'None';
    case 'FloatValue':
      return Number.isInteger(value) ? `${value}.0` : String(value);
    case 'ArrayValue':
      return `[${(value as TypedValue[]).map(representation).join(', ')}]`;
    case 'TupleValue': {
      const items = (value as TypedValue[]).map(representation);
      return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
    }
    case 'ObjectValue': {
      const entries = [...(value as Map<string, TypedValue>)];
      return `{${entries.map(([key, item]) => `${quoted(key)}: ${representation(item)}`).join(', ')}}`;
    }
    default:
      return String(value);
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{Cc}]|'/gu, (character) => {
    if (character === "'") return mark === "'" ? "\\'" : "'";
    return escapes[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `${mark}${escaped}${mark}`;
}
