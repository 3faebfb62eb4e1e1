/**
 * A spool as proxies write it: one JSON object a line. nginx's log writes every value as text, what is missing as '' and time
 * as seconds since 1970 (docs/nginx/duecheck-maps.conf); the house's own proxies write what the gateway takes.
 */
import { SpoolLine } from '@duecheck/core/contract';
import { iso } from '../clock.ts';
import { readMoment } from './values/moments.ts';

export interface ReadSpool {
  readonly entries: readonly SpoolLine[];
  /** A line torn by a crash, or one about a request that a proxy which only observes could make nothing of. */
  readonly refused: readonly { readonly line: number; readonly code: 'not-json' | 'line-invalid' }[];
}

export function readSpool(text: string): ReadSpool {
  const entries: SpoolLine[] = [];
  const refused: ReadSpool['refused'][number][] = [];
  for (const [at, one] of text.split('\n').entries()) {
    if (one.trim() === '') continue;
    const value = jsonOf(one);
    const parsed = value === undefined ? null : SpoolLine.safeParse(plain(value));
    if (parsed?.success === true) entries.push(parsed.data);
    else refused.push({ line: at + 1, code: parsed === null ? 'not-json' : 'line-invalid' });
  }
  return { entries, refused };
}

function plain(value: object): object {
  const { passedAt, case: key, receipt, deferral, status, ...rest } = value as Record<string, unknown>;
  const at = typeof passedAt === 'string' ? readMoment(passedAt) : 'invalid';
  return {
    ...rest,
    passedAt: typeof at === 'number' ? iso(at) : passedAt,
    ...(status === undefined ? {} : { status: Number(status) }),
    case: textOrNull(key),
    receipt: textOrNull(receipt),
    deferral: textOrNull(deferral),
  };
}

const textOrNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
