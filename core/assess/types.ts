/**
 * What an assessment takes and gives. Pure data: no clock, no store; `today` is a civil date in Asia/Shanghai (DESIGN §3, Time).
 */
import type { CatalogueIndex, DecisionPoint, Hearing, ServiceItem, SubjectType } from '../catalogue/index.ts';
import type { CivilDate } from '../time/index.ts';
import type { RecordState } from './record-states.ts';

/** Facts that grounds ask for. Absent = not known, and never satisfies a condition. */
export interface RecordFacts {
  readonly intentional?: boolean;
  readonly negligent?: boolean;
  readonly custodial?: boolean;
  readonly personallyResponsible?: boolean;
  readonly personalDebt?: boolean;
  readonly office?: string;
  readonly commitment?: 'kept' | 'broken';
  /** The person or body made the loss good or removed the effect on its own initiative, as the deciding organ found. */
  readonly selfCorrected?: boolean;
  /** Last day of the sentence, sanction or ban itself (not of its publication). */
  readonly termEnds?: CivilDate;
}

/** One record as the engine sees it, whatever source it came from. */
export interface CreditRecord {
  readonly id: string;
  readonly type: string;
  readonly category: string;
  readonly behaviour?: string;
  readonly severity?: 'minor' | 'general' | 'serious';
  /** Deciding organ's name as published. */
  readonly organ: string;
  readonly documentNumber: string;
  /** Catalogue item; a record without one never gets here (DESIGN §1.2). */
  readonly item: string;
  readonly domain?: string;
  readonly occupation?: string;
  readonly licence?: string;
  readonly decidedOn: CivilDate;
  /** Last days, inclusive; null = without end. */
  readonly publishUntil: CivilDate | null;
  readonly useUntil: CivilDate | null;
  readonly retainUntil: CivilDate | null;
  readonly state: RecordState;
  /** Disputed: the day by which the deciding organ answers. */
  readonly disputeDueBy?: CivilDate;
  readonly facts: RecordFacts;
  /** Source id and the instant (UTC ISO) its data stand for. */
  readonly source: { readonly id: string; readonly asOf: string };
  /** All remaining fields by the data catalogue's names; which of them leave is decided by `show`. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface AssessInput {
  readonly catalogue: CatalogueIndex;
  readonly decisionPoint: DecisionPoint;
  /** null: the host named none, or none that the catalogue maps: nothing is related then. */
  readonly matter: ServiceItem | null;
  readonly subject: {
    readonly type: SubjectType;
    /** Bodies: the day of establishment, for the three-year run. Absent = not known = does not qualify. */
    readonly establishedOn?: CivilDate;
    /** The role in this case as the deciding organ states it (grounds' `subjectRole`). */
    readonly role?: string;
  };
  readonly stage?: string;
  /** Categories that the person's authorisation names, for rows that show `as-authorised`. Absent = none. */
  readonly authorised?: readonly string[];
  readonly records: readonly CreditRecord[];
  /** Whether every source answered. Incentives never rest on part of the picture; restrictions may (DESIGN §3.4). */
  readonly completeness: 'complete' | 'partial';
  readonly today: CivilDate;
}

/** A record as the clerk may see it: permitted fields only. */
export interface ShownRecord {
  readonly id: string;
  readonly type: string;
  readonly category: string;
  readonly polarity: 'adverse' | 'positive' | 'basic';
  readonly behaviour?: string;
  readonly severity?: 'minor' | 'general' | 'serious';
  readonly organ: string;
  readonly documentNumber: string;
  readonly decidedOn: CivilDate;
  readonly publishUntil: CivilDate | null;
  readonly state: 'effective' | 'disputed' | 'corrected';
  readonly disputeDueBy?: CivilDate;
  readonly source: { readonly id: string; readonly asOf: string };
  /** Fields with show: clerk. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names of fields that a further registered call can show. */
  readonly onDemand: readonly string[];
}

/** A lawful restriction on offer. The software never picks one (DESIGN §1.9). */
export interface RestrictionOffer {
  readonly measure: string;
  /** Each basis with the records that ground it under that basis; never empty, never a municipal basis. */
  readonly grounds: readonly { readonly basis: string; readonly records: readonly string[] }[];
  /** Bases that are cited beside the grounds. */
  readonly alsoCites: readonly string[];
  readonly hearing: Hearing;
}

/**
 * Why an incentive stands open, so that it can be said in a sentence. `commitment`: on an undertaking that the person signs
 * in this case. `self-corrected`: a relief that a record itself carries.
 */
export type Because =
  | { readonly kind: 'positive-record' | 'authorised' | 'self-corrected'; readonly records: readonly string[] }
  | { readonly kind: 'clean-run'; readonly from: CivilDate; readonly to: CivilDate }
  | { readonly kind: 'commitment' };

export interface IncentiveOffer {
  readonly measure: string;
  readonly bases: readonly string[];
  readonly because: Because;
  /** deferred-documents: which may follow later, and by when. */
  readonly deferral?: { readonly documents: readonly string[]; readonly dueBy: CivilDate };
}

/** Something of ours that is missing, so that an offer could not be made. For the operators, not for the card. */
export interface AssessmentFault {
  readonly code: 'calendar-missing';
  readonly measure: string;
}

export interface Assessment {
  readonly records: readonly ShownRecord[];
  readonly restrictions: readonly RestrictionOffer[];
  readonly incentives: readonly IncentiveOffer[];
  /** Neutral measures of the row that stand open whatever was found (a reference, a mitigation). */
  readonly others: readonly { readonly measure: string; readonly bases: readonly string[] }[];
  /** Answer of the clean-run test; `no` never says which record. */
  readonly cleanRun?: { readonly answer: 'yes' | 'no' | 'not-known'; readonly from: CivilDate; readonly to: CivilDate };
  readonly faults: readonly AssessmentFault[];
}
