import { error, type Problem } from '../identity.ts';
import type { IdentityKind } from '../kinds.ts';
import { outside, type Reading } from '../reading.ts';

/** Documents whose numbering is not published: carried as written, 军字第…号 included. 4 to 40 characters. */
export const readOpaque =
  (kind: IdentityKind) =>
  (number: string): Reading => {
    const length = Array.from(number).length;
    const problems: Problem[] = length < 4 || length > 40 ? [error('length')] : [];
    problems.push(...outside(number, (c) => /[\p{L}\p{N}()/]/u.test(c)));
    return { kind, status: 'unverifiable', canonical: number, problems };
  };
