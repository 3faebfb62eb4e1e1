import type { RecordFacts } from '@duecheck/core/assess';
import type { Behaviour, Catalogue, RecordType } from '@duecheck/core/catalogue';
import { addTerm, type CivilDate } from '@duecheck/core/time';
import type { Random } from './random.ts';
import { documentNumberOf, FIELD_TEXTS, organOf, textByType } from './record-texts.ts';
import { type Situation, standing as standingIn } from './situations.ts';
import type { Holder, RegistryEntry, SeedRecord } from './types.ts';

/** What to make; everything else follows from the lists and the seed. */
export interface RecordPlan {
  /** A record type of the data catalogue. */
  readonly type: string;
  readonly situation: Situation;
  readonly behaviour?: string;
  readonly domain?: string;
  readonly facts?: RecordFacts;
  /** Of the fields, where the made ones will not do. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly disputeDueBy?: CivilDate;
  /** Who has it; the own store alone where nothing is said. */
  readonly at?: readonly Holder[];
}

export type MakeRecord = (subject: RegistryEntry, plan: RecordPlan) => SeedRecord;

/** Fields that every record carries by itself: `fields` holds the remaining ones. */
export const CARRIED: ReadonlySet<string> = new Set([
  'organ',
  'decidingOrgan',
  'documentNo',
  'decisionNo',
  'decidedOn',
  'publishUntil',
  'severity',
]);

/**
 * A maker of records out of the lists in force. Ids count up, so one seed makes the same ones again.
 * @param from the running number before the first: two makers side by side need two ranges
 */
export function createRecordMaker(catalogue: Catalogue, today: CivilDate, random: Random, from = 0): MakeRecord {
  const types = new Map(catalogue.recordTypes.map((type) => [type.id, type]));
  let made = from;
  return (subject, plan) => {
    const type = types.get(plan.type);
    if (!type) throw new RangeError(`the data catalogue has no record type ${plan.type}`);
    const behaviour = behaviourFor(catalogue, type, plan, random);
    const severity = severityOf(behaviour, random);
    const { disputeDueBy, ...standing } = standingIn(plan.situation, today, random);
    made += 1;
    const documentNumber = documentNumberOf(type.id, standing.decidedOn, made);
    const termEnds = addTerm(standing.decidedOn, { years: 1 });
    const facts = { ...usualFacts(type.id, termEnds, random), ...plan.facts };
    const context = {
      subject,
      organ: organOf(type.id),
      documentNumber,
      decidedOn: standing.decidedOn,
      termEnds,
      behaviourTitle: behaviour?.title.zh ?? type.title.zh,
      severity: severity ?? 'general',
    };
    return {
      id: `rec-${String(made).padStart(5, '0')}`,
      subject: { kind: subject.kind, number: subject.number, name: subject.name },
      type: type.id,
      category: type.category,
      ...(behaviour && { behaviour: behaviour.id }),
      ...(severity && { severity }),
      organ: context.organ,
      documentNumber,
      item: type.id,
      ...domainOf(catalogue, type, plan, random),
      ...standing,
      ...(standing.state === 'disputed' && { disputeDueBy: plan.disputeDueBy ?? (disputeDueBy as CivilDate) }),
      facts,
      // When that day begins by legal time: no hour of it may lie ahead of who looks.
      source: { id: 'own', asOf: new Date(`${today}T00:00:00+08:00`).toISOString() },
      fields: { ...fieldsOf(type, context, facts), ...plan.fields },
    };
  };
}

function behaviourFor(catalogue: Catalogue, type: RecordType, plan: RecordPlan, random: Random): Behaviour | undefined {
  const fitting = catalogue.behaviours.filter((one) => one.category === type.category);
  if (plan.behaviour === undefined) return fitting.length === 0 ? undefined : random.pick(fitting);
  const named = fitting.find((one) => one.id === plan.behaviour);
  if (!named) throw new RangeError(`${plan.behaviour} is no behaviour of ${type.category}`);
  return named;
}

/** By class: the deciding organ's word, here drawn. Positive and basic records have none. */
function severityOf(behaviour: Behaviour | undefined, random: Random): SeedRecord['severity'] {
  if (!behaviour || behaviour.severity === 'none') return undefined;
  return behaviour.severity === 'by-class' ? random.pick(['minor', 'general', 'serious'] as const) : behaviour.severity;
}

/** Domains and licences, without which no record is related to anything (DESIGN §3.5). */
function domainOf(catalogue: Catalogue, type: RecordType, plan: RecordPlan, random: Random) {
  const domain = { domain: plan.domain ?? random.pick(catalogue.domains).id };
  switch (type.id) {
    case 'penalty':
    case 'serious-dishonesty-listing':
      return domain;
    case 'licence':
    case 'licence-revocation':
      return { ...domain, licence: random.pick(['food', 'hotel-hygiene', 'road-occupation']) };
    case 'occupation-licence':
      return { occupation: random.pick(catalogue.occupations).id };
    default:
      return plan.domain === undefined ? {} : domain;
  }
}

function usualFacts(type: string, termEnds: CivilDate, random: Random): RecordFacts {
  const yes = random.next() < 0.7;
  switch (type) {
    case 'criminal-judgment':
      return { intentional: yes, negligent: !yes, custodial: yes, termEnds };
    case 'judgment-debtor':
      return { personalDebt: yes };
    case 'licence-revocation':
    case 'bankruptcy-responsibility':
      return { personallyResponsible: yes, termEnds };
    case 'integrity-commitment':
      return { commitment: yes ? 'kept' : 'broken' };
    case 'government-dishonesty':
      return { selfCorrected: !yes };
    case 'disciplinary-sanction':
    case 'industry-ban':
    case 'conscription-evasion':
    case 'academic-integrity':
    case 'other-adverse':
      return { termEnds };
    default:
      return {};
  }
}

type Context = Parameters<(typeof FIELD_TEXTS)[string]>[0];

function fieldsOf(type: RecordType, context: Context, facts: RecordFacts): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { name, type: kind, required, show } of type.fields) {
    // What never leaves is not even made; what is optional only where a text of ours fits.
    if (CARRIED.has(name) || show === 'never') continue;
    const text = FIELD_TEXTS[name]?.(context) ?? (required ? textByType(kind, context) : undefined);
    if (text !== undefined) fields[name] = text;
  }
  for (const name of [
    'personalDebt',
    'personallyResponsible',
    'intentional',
    'negligent',
    'custodial',
    'selfCorrected',
  ] as const) {
    if (name in fields && facts[name] !== undefined) fields[name] = String(facts[name]);
  }
  if (type.id === 'integrity-commitment') fields.status = facts.commitment ?? 'open';
  return fields;
}
