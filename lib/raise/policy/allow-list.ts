// Texts that are never findings, a policy's and its tenants', as tables of numbers, which a thread can make and hand over:
// a hundred thousand texts would take long to be told one by one.
import { normaliseText } from '../normalise/normalise.ts';
import type { Policy } from './schema.ts';

/** A hash table of texts. */
export interface AllowTables {
  /** [power of two]: number of the text plus one, 0 where there is none; probed one after another. */
  readonly slots: Int32Array<ArrayBuffer>;
  /** [texts + 1]: where a text stands in `units`. */
  readonly from: Int32Array<ArrayBuffer>;
  /** UTF-16 */
  readonly units: Uint16Array<ArrayBuffer>;
}

/** Comparison form of a normalised text: lower case, without white space, sigma written in one way. */
function keyOf(normalText: string): string {
  return normalText.toLowerCase().replace(/\s+/g, '').replaceAll('ς', 'σ');
}

/** No key has a space in it: what stands behind one is the tenant's. */
const ofTenant = (key: string, tenant: string) => `${key} ${tenant}`;

export function allowTables({ allow, tenants }: Policy): AllowTables {
  const keys = new Set(allow.map((text) => keyOf(normaliseText(text))));
  if (allow.length > 0) keys.add('');
  for (const [tenant, { allow: texts }] of Object.entries(tenants)) {
    for (const text of texts) keys.add(ofTenant(keyOf(normaliseText(text)), tenant));
    // Without a key: that there are some.
    if (texts.length > 0) keys.add(ofTenant('', tenant));
  }
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * keys.size + 1)));
  const from = new Int32Array(keys.size + 1);
  const units = new Uint16Array([...keys].reduce((sum, key) => sum + key.length, 0));
  let number = 0;
  for (const key of keys) {
    const start = from[number]!;
    for (let i = 0; i < key.length; i++) units[start + i] = key.charCodeAt(i);
    number++;
    from[number] = start + key.length;
    let slot = hash(key) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number;
  }
  return { slots, from, units };
}

export class AllowList {
  readonly #tables: AllowTables;
  /** The policy allows some text to everyone. */
  readonly concernsAll: boolean;

  constructor(tables: AllowTables) {
    this.#tables = tables;
    this.concernsAll = this.#has('');
  }

  /** Whether some text is allowed to this tenant that is not to all. */
  concerns(tenant: string): boolean {
    return this.#has(ofTenant('', tenant));
  }

  /** Whether a normalised text, or a term, is allowed to the tenant or to all. */
  allows(tenant: string, normalText: string): boolean {
    const key = keyOf(normalText);
    return key !== '' && (this.#has(key) || this.#has(ofTenant(key, tenant)));
  }

  /** Whether a normalised text is allowed to all. */
  allowsAll(normalText: string): boolean {
    const key = keyOf(normalText);
    return key !== '' && this.#has(key);
  }

  #has(key: string): boolean {
    const { slots, from, units } = this.#tables;
    for (let slot = hash(key) & (slots.length - 1); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const start = from[slots[slot]! - 1]!;
      if (from[slots[slot]!]! - start !== key.length) continue;
      let same = 0;
      while (same < key.length && units[start + same] === key.charCodeAt(same)) same++;
      if (same === key.length) return true;
    }
    return false;
  }
}

/** FNV-1a of the UTF-16 units. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
