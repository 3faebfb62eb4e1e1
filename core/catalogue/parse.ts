import type * as z from 'zod/mini';
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
      return { code: 'schema', row: rowOf(raw, path), path, message: said(issue) };
    });
    return { ok: false, problems };
  }
  const problems = checkCatalogue(parsed.data);
  return problems.length === 0 ? { ok: true, catalogue: parsed.data } : { ok: false, problems };
}

/** zod/mini carries no sentences (they weigh more than the schema), so the issue's own facts are put into one. */
function said(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return `must match ${issue.pattern ?? issue.format}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    default:
      return `is not valid (${issue.code})`;
  }
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
