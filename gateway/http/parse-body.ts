import type { ProblemCode } from '@duecheck/core/contract';
import type * as z from 'zod/mini';
import { RequestProblem } from './problem.ts';

/**
 * Parses a body at the border. The problem names places as JSON Pointers and never repeats a value: a value may be an
 * identity number.
 *
 * @throws RequestProblem `case-missing`, `unknown-field`, `invalid-body`
 */
export function parseBody<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(placesOf);
  throw new RequestProblem(codeOf(body, errors), { errors });
}

/**
 * Parses what stands behind the `?`. A parameter given twice arrives as a list, which only a schema that says so takes.
 *
 * @throws RequestProblem `invalid-query`
 */
export function parseQuery<T>(schema: z.ZodMiniType<T>, query: unknown): T {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  throw new RequestProblem('invalid-query', { errors: result.error.issues.flatMap(placesOf) });
}

type Issue = z.core.$ZodIssue;

function placesOf(issue: Issue): { pointer: string; code: string }[] {
  const at = pointer(issue.path);
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ pointer: `${at}/${fieldName(key)}`, code: 'unknown' }))
    : [{ pointer: at, code: issue.code === 'invalid_type' ? 'type' : 'form' }];
}

function codeOf(body: unknown, errors: readonly { pointer: string; code: string }[]): ProblemCode {
  const given = typeof body === 'object' && body !== null ? (body as { case?: { key?: unknown } | null }) : {};
  const caseAsked = errors.some((e) => e.pointer === '/case' || e.pointer === '/case/key');
  if (caseAsked && (given.case === undefined || given.case === null || !given.case.key)) return 'case-missing';
  return errors.every((e) => e.code === 'unknown') ? 'unknown-field' : 'invalid-body';
}

/** A key that is no word is not repeated: it may be a number that slipped into the wrong place. */
const fieldName = (key: string): string => (/^[A-Za-z_-]{1,40}$/.test(key) ? key : '');
const escapeToken = (token: string): string => token.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
const pointer = (path: readonly PropertyKey[]): string => path.map((part) => `/${escapeToken(String(part))}`).join('');
