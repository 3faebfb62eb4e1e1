/** What the schema says of a binding, in words that tell where. */
import type * as z from 'zod/mini';
import { issueWords } from '../../schema-words.ts';
import type { Told } from './finding.ts';

type Path = readonly PropertyKey[];
type Issues = readonly z.core.$ZodIssue[];

/**
 * @param raw what was parsed: an issue does not say whether something is wrong or not there at all
 * @param whole what `raw` is called
 */
export function* shapeIssues(issues: Issues, raw: unknown, whole: string, within: Path = []): Generator<Told> {
  for (const issue of issues) {
    const path = [...within, ...issue.path];
    const meant = issue.code === 'invalid_union' ? meantOf(issue.errors) : null;
    if (meant) yield* shapeIssues(meant, raw, whole, path);
    else yield told(issue, raw, whole, path);
  }
}

function told(issue: z.core.$ZodIssue, raw: unknown, whole: string, path: Path): Told {
  const where = path.length === 0 ? whole : inWords(path);
  const at = pointer(path);
  if (path.length > 0 && valueAt(raw, path) === undefined) return ['missing-key', at, { where }];
  if (issue.code === 'unrecognized_keys') return ['unknown-key', at, { where, keys: issue.keys.join(', ') }];
  if (issue.code === 'too_big' && issue.origin !== 'number')
    return ['too-long', at, { where, most: Number(issue.maximum) }];
  return ['wrong-shape', at, { where, problem: problemOf(issue) }];
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin !== 'number') return 'must not be empty';
  if (issue.code !== 'invalid_union') return issueWords(issue);
  const keys = issue.errors.flat().flatMap(({ code, path }) => (code === 'invalid_type' && path[0] ? [path[0]] : []));
  return `must be in one of the forms for this place${keys.length === 0 ? '' : `, with ${keys.map(String).join(' or ')}`}`;
}

const isOtherKind = (form: Issues): boolean =>
  form.some(({ code, path }) => code === 'invalid_type' && path.length === 0);

/** Of several forms the one that was meant: of the right kind, with the fewest complaints, and no other with as few. */
function meantOf(forms: readonly Issues[]): Issues | null {
  const [first, second] = forms.filter((form) => !isOtherKind(form)).sort((a, b) => a.length - b.length);
  return first !== undefined && first.length !== second?.length ? first : null;
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    raw,
  );
}

/** RFC 6901. */
export const pointer = (path: Path): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** @example inWords(['subject', 'number', 0]) // 'entry 1 of number of subject' */
function inWords(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `entry ${key + 1}` : String(key)))
    .reverse()
    .join(' of ');
}
