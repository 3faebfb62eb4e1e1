/**
 * Where a text stops being JSON (RFC 8259). V8 tells the place of some faults and quotes the text for others, which may
 * hold anything.
 */
const TOKEN =
  /[ \t\n\r]*([{}[\],:]|"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'more' | 'end';

/** @returns line and column, both from 1, of the first token that cannot stand there; of the end, where it ends too soon */
export function jsonFault(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offsetOf(text)).split('\n');
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}

function offsetOf(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ; ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    const start = token === undefined ? at + spaceAt(text, at) : TOKEN.lastIndex - token.length;
    const next: Expected | null = token === undefined ? null : after(token, expected, open);
    if (next === null) return start;
    expected = next;
    at = TOKEN.lastIndex;
  }
}

function spaceAt(text: string, at: number): number {
  const space = /[ \t\n\r]*/y;
  space.lastIndex = at;
  return space.exec(text)?.[0].length ?? 0;
}

/** What may follow a token, or null where it cannot stand. */
function after(token: string, expected: Expected, open: ('{' | '[')[]): Expected | null {
  const inside = (): Expected => (open.length === 0 ? 'end' : 'more');
  if (token === ':') return expected === ':' ? 'value' : null;
  if (token === ',') return expected !== 'more' ? null : open.at(-1) === '{' ? 'key' : 'value';
  if (token === '}' || token === ']') {
    const empty = token === '}' ? 'key or }' : 'value or ]';
    if (open.at(-1) !== (token === '}' ? '{' : '[') || (expected !== 'more' && expected !== empty)) return null;
    open.pop();
    return inside();
  }
  if (expected === 'key' || expected === 'key or }') return token.startsWith('"') ? ':' : null;
  if (expected !== 'value' && expected !== 'value or ]') return null;
  if (token !== '{' && token !== '[') return inside();
  open.push(token);
  return token === '{' ? 'key or }' : 'value or ]';
}
