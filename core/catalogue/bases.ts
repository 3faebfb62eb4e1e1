import type { Basis, BasisLevel, DecisionPoint, Measure } from './types.ts';

/** Why a basis grounds nothing here. Stable codes; the first that applies is given. */
export type CannotGround =
  | 'not-verified'
  | 'municipal'
  | 'statement-only'
  | 'restricts-nobody'
  | 'foreign-procedure'
  | 'level-too-low';

export type Grounding = { readonly ok: true } | { readonly ok: false; readonly reason: CannotGround };

/**
 * Levels that restrict nobody by themselves, whatever a measure says (国办发〔2020〕49号: only laws, regulations and
 * central policy; DESIGN §1.1).
 */
const NEVER: ReadonlyMap<BasisLevel, CannotGround> = new Map([
  ['municipal-policy', 'municipal'],
  ['official-statement', 'statement-only'],
]);

/**
 * Whether this basis can ground this restriction at this decision point.
 *
 * Order of the tests: read at all, then what it is, then whose procedure it rules, then whether the measure asks for a
 * higher one (浙江省公共信用信息管理条例 第二十六条: items 1–5 need a law or an administrative regulation).
 */
export function canGround(
  basis: Basis,
  decisionPoint: Pick<DecisionPoint, 'id'>,
  measure: Pick<Measure, 'groundedBy'>,
): Grounding {
  if (basis.verification !== 'verified') return no('not-verified');
  const never = NEVER.get(basis.level);
  if (never) return no(never);
  if (!basis.restricts) return no('restricts-nobody');
  if (basis.level === 'department-rule' && !basis.ownProcedure?.includes(decisionPoint.id)) {
    return no('foreign-procedure');
  }
  if (!measure.groundedBy.includes(basis.level)) return no('level-too-low');
  return { ok: true };
}

const no = (reason: CannotGround): Grounding => ({ ok: false, reason });
