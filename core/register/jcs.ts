/** RFC 8785, the JSON Canonicalization Scheme: one value, one sequence of bytes, in every runtime. */
import { utf8 } from '../bytes.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A surrogate without its partner; in `u` mode a whole pair is one character and does not match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * @returns the canonical text: members sorted by UTF-16 code units, numbers as ECMAScript prints them, no whitespace.
 * @throws TypeError for what I-JSON cannot say (RFC 7493): undefined, NaN, infinities, lone surrogates, other objects.
 *   A member that is `undefined` throws too: dropping it silently would let two different values share their bytes.
 * @example canonicalize({ b: [56.0, null], a: '€' }) // '{"a":"€","b":[56,null]}'
 */
export function canonicalize(value: Json): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('JCS has no NaN and no infinity');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value)
        ? `[${Array.from(value, (item: Json) => canonicalize(item)).join(',')}]`
        : object(value as { [name: string]: Json });
    default:
      throw new TypeError(`JCS has no ${typeof value}`);
  }
}

/** The canonical text as UTF-8. */
export const canonicalBytes = (value: Json): Uint8Array<ArrayBuffer> => utf8(canonicalize(value));

function object(value: { readonly [name: string]: Json }): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError('JCS takes plain objects only');
  // Array.prototype.sort compares UTF-16 code units, which is the order that RFC 8785 §3.2.3 asks for.
  const members = Object.keys(value)
    .sort()
    .map((name) => `${text(name)}:${canonicalize(value[name] as Json)}`);
  return `{${members.join(',')}}`;
}

/** Nothing to escape and no surrogate: what nearly all texts are. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (LONE_SURROGATE.test(value)) throw new TypeError('JCS has no lone surrogates');
  return JSON.stringify(value);
}
