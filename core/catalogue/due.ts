import type { DueReason } from './due-reason.ts';
import { UNKNOWN_ROW, whyForbidden } from './forbidden.ts';
import { type CatalogueIndex, serviceItemKey } from './lookup.ts';
import type { DecisionPoint, ServiceItem, SubjectType, Text } from './types.ts';

/** 必查 · 可查 · 禁查 */
export type Due = 'mandatory' | 'reference' | 'forbidden';

export interface DueQuestion {
  readonly catalogue: CatalogueIndex;
  readonly decisionPoint: string;
  /** The organ in whose name the step is decided (PROTOCOL, Check). */
  readonly organisation: string;
  /** Its superiors, nearest first: their service items hold for it where it has none of its own. */
  readonly superiors?: readonly string[];
  /** The host's code for the matter. */
  readonly matter?: string;
  /** Left out where the page has not named anybody yet. */
  readonly subjectType?: SubjectType;
  /** The last check of this case, instants in UTC (ISO 8601). */
  readonly lastCheck?: { readonly at: string; readonly freshUntil: string };
  /** UTC, ISO 8601: the gateway's clock. */
  readonly now: string;
  /** Whether the person's authorisation for this row is in force. Absent = none. */
  readonly hasAuthorisation?: boolean;
}

export interface Authority {
  readonly kind: DecisionPoint['authority']['kind'];
  readonly bases: readonly string[];
  readonly note: Text;
  readonly notice: Text;
  /** The person has to authorise the lookup, and has not yet. */
  readonly needsAuthorisation: boolean;
}

export type DueAnswer =
  | { readonly due: 'forbidden'; readonly reason: DueReason; readonly text: Text; readonly holds: false }
  | {
      readonly due: 'mandatory' | 'reference';
      /** Why a mandatory row counts as less here. */
      readonly reason?: DueReason;
      readonly text?: Text;
      /** Whether the step waits for the check. */
      readonly holds: boolean;
      /** An earlier check of this case that still counts. */
      readonly fresh?: { readonly checkedAt: string; readonly freshUntil: string };
      readonly authority: Authority;
      /** null: the host named no matter, or none that the catalogue maps to this row; then nothing is related to it. */
      readonly matter: ServiceItem | null;
      readonly row: DecisionPoint;
    };

/**
 * What is due at this step, before anybody is looked up. Reads tables only.
 *
 * A duty that is unconfirmed asks for authorisation and counts as reference; what is reference never holds the step
 * (DESIGN §1.4). `holds` ends with a fresh check.
 *
 * @example
 * const answer = whatIsDue({ catalogue, decisionPoint: 'civil-service-hiring', organisation: 'qz-rsj', now });
 * if (answer.due !== 'forbidden' && answer.holds) banner(answer.row.title);
 */
export function whatIsDue(question: DueQuestion): DueAnswer {
  const point = question.catalogue.decisionPoints.get(question.decisionPoint);
  if (!point) return { due: 'forbidden', ...UNKNOWN_ROW, holds: false };
  const forbidden = whyForbidden(point, question.subjectType);
  if (forbidden) return { due: 'forbidden', ...forbidden, holds: false };
  const less = whyLess(point);
  const due = point.obligation === 'mandatory' && !less ? 'mandatory' : 'reference';
  const fresh = stillFresh(question);
  return {
    due,
    ...(less ? { reason: less, text: point.statusReason ?? point.authority.note } : {}),
    holds: due === 'mandatory' && !fresh,
    ...(fresh ? { fresh } : {}),
    authority: {
      kind: point.authority.kind,
      bases: point.authority.bases,
      note: point.authority.note,
      notice: point.authority.notice,
      needsAuthorisation: asksForAuthorisation(point, question.subjectType) && question.hasAuthorisation !== true,
    },
    matter: matterOf(question),
    row: point,
  };
}

/** Rows that today's law made less than what the rule of 2017 says, and so never hold a step. */
function whyLess(point: DecisionPoint): DueReason | undefined {
  if (point.status === 'incentive-only' || point.status === 'reference-only' || point.status === 'consent-only') {
    return point.status;
  }
  return point.authority.kind === 'unconfirmed' ? 'duty-unconfirmed' : undefined;
}

/** 浙江条例 第十九条: a lookup without a duty takes the person's authorisation. Government bodies have nothing to authorise. */
const asksForAuthorisation = ({ authority }: DecisionPoint, subjectType?: SubjectType): boolean =>
  (authority.kind === 'unconfirmed' || authority.kind === 'consent') && subjectType !== 'government-body';

/** A check counts until `freshUntil`, that instant excluded; one from the future (a clock set back) does not count. */
function stillFresh({ lastCheck, now }: DueQuestion): { checkedAt: string; freshUntil: string } | undefined {
  if (!lastCheck) return undefined;
  const instant = Date.parse(now);
  const counts = Date.parse(lastCheck.at) <= instant && instant < Date.parse(lastCheck.freshUntil);
  return counts ? { checkedAt: lastCheck.at, freshUntil: lastCheck.freshUntil } : undefined;
}

function matterOf({ catalogue, organisation, superiors = [], matter, decisionPoint }: DueQuestion): ServiceItem | null {
  if (matter === undefined) return null;
  for (const organ of [organisation, ...superiors]) {
    const item = catalogue.serviceItems.get(serviceItemKey(organ, matter));
    if (item?.decisionPoints.includes(decisionPoint)) return item;
  }
  return null;
}
