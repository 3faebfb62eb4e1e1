import { issueWords } from '../schema-words.ts';
import { checkCatalogue } from './cross-checks.ts';
import type { Problem } from './problem.ts';
import { Catalogue } from './types.ts';

export type ParsedCatalogue =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Border of the lists: schema first, then the cross-checks. Takes whatever a file or a signed feed held.
 *
 * @example
 * const parsed = parseCatalogue(JSON.parse(feed));
 * if (parsed.ok) use(indexCatalogue(parsed.catalogue));
 */
export function parseCatalogue(raw: unknown): ParsedCatalogue {
  const parsed = Catalogue.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue): Problem => {
      const path = issue.path.filter((key) => typeof key !== 'symbol');
      return { code: 'schema', row: rowOf(raw, path), path, message: issueWords(issue) };
    });
    return { ok: false, problems };
  }
  const problems = checkCatalogue(parsed.data);
  return problems.length === 0 ? { ok: true, catalogue: parsed.data } : { ok: false, problems };
}

/** Id of the entry that a schema issue lies in, so far as the broken data still tell it. */
function rowOf(raw: unknown, path: readonly PropertyKey[]): string {
  const [list, index] = path;
  if (list === undefined) return 'catalogue';
  const entry = at(at(raw, list), index);
  for (const name of ['id', 'code', 'year']) {
    const id = at(entry, name);
    if (typeof id === 'string' || typeof id === 'number') return String(id);
  }
  return String(list);
}

const at = (value: unknown, key: PropertyKey | undefined): unknown =>
  key !== undefined && typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
