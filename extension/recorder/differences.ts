/** What a draft changes, place by place: for the one who approves it. */

export interface Difference {
  /** JSON pointer (RFC 6901) without its escapes: places of bindings have none to escape. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** @param before null where nothing is in force: then everything is new */
export function differencesOf(before: unknown, after: unknown, path = ''): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isNode(before) && isNode(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differencesOf(Reflect.get(before, key), Reflect.get(after, key), `${path}/${key}`));
  }
  if (before === null && isNode(after))
    return Object.keys(after).flatMap((key) => differencesOf(undefined, Reflect.get(after, key), `${path}/${key}`));
  return [{ path, before: said(before), after: said(after) }];
}

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;
const said = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};
