/** Look-ups and decisions of the corpus as the drafts of entries and the rows that checks and decisions leave. */
import { type Id, newId } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { neighbourhoodOf } from '../../gateway/checks/neighbourhood.ts';
import type { AppendedEntry, EntryDraft } from '../../gateway/register/register.ts';
import type { Tables, Trx } from '../../gateway/store/database.ts';
import { sealCase, sealSubject } from '../../gateway/store/sealed.ts';
import type { World } from '../../gateway/world.ts';
import { caseDecisions, caseName } from './case-decisions.ts';
import { subjectOf } from './pour-subject.ts';
import type { Look } from './types.ts';

export interface Moment {
  readonly at: number;
  readonly look: Look;
  readonly what: 'look' | 'decision';
  readonly checkId: Id<'chk'>;
  readonly decisionId: Id<'dec'>;
}

/** In the order of their time; a case is decided once, and that hangs on its first look-up. */
export function momentsOf(world: World, looks: readonly Look[]): Moment[] {
  const decisions = new Map(caseDecisions(looks));
  const moments = looks.flatMap((look): Moment[] => {
    const at = Math.round(look.at);
    const id = { now: at, random: world.random(16) };
    const one = { look, checkId: newId('chk', id), decisionId: newId('dec', id) };
    const decidedAt = decisions.get(caseName(look));
    decisions.delete(caseName(look));
    const seen: Moment = { at, what: 'look', ...one };
    return look.kind !== 'look-up' || decidedAt === undefined
      ? [seen]
      : [seen, { at: decidedAt, what: 'decision', ...one }];
  });
  return moments.sort((a, b) => a.at - b.at);
}

const caseIn = ({ caseKey }: Look) => ({ key: caseKey, label: caseKey, part: '1' });
const CLEAR = { kind: 'clear', identity: 'confirmed', records: [], incentives: [], others: [] };

export function draftsOf({ look, what, checkId, decisionId }: Moment, issuer: string): EntryDraft[] {
  const { clerk, step, round, kind } = look;
  const common = {
    organisation: clerk.office.organisation,
    decisionPoint: step,
    actor: { iss: issuer, sub: clerk.sub, role: 'clerk', assurance: 'demonstration' },
    subject: null,
    case: caseIn(look),
    request: { observed: { demonstration: true }, claimed: {} },
    outcome: null,
    office: { purpose: step, case: caseIn(look) },
  };
  if (kind === 'break-glass') return [{ ...common, type: 'release.asked', flags: ['break-glass'] }];
  if (kind === 'claimed-outage')
    return [{ ...common, type: 'decision.effective', flags: ['while-served'], decisionId }];
  const about = { ...common, subject: subjectOf(look.person), checkId };
  if (what === 'decision')
    return [{ ...about, type: 'decision.effective', decisionId, person: { effect: 'favourable' } }];
  const check = { ...about, ...(round === null ? {} : { round, flags: ['batch'] }) };
  return [
    { ...check, type: 'check.intent' },
    {
      ...check,
      type: 'check.result',
      outcome: { class: 'clear', records: [] },
      person: { decisionPoint: step, case: look.caseKey, outcome: CLEAR },
    },
  ];
}

type CheckRow = Omit<Tables['credit_check'], 'outdated' | 'offers'> & { offers: string };

export async function checkRowOf(
  trx: Trx,
  world: World,
  { at, look, checkId }: Moment,
  {
    issuer,
    intent,
    result,
  }: { readonly issuer: string; readonly intent: AppendedEntry; readonly result: AppendedEntry },
): Promise<CheckRow> {
  const { clerk, step, caseKey } = look;
  const { organisation } = clerk.office;
  const subject = subjectOf(look.person);
  const subjectKey = world.index.subject(subject.kind, subject.number);
  return {
    ...{ id: checkId, organisation, decision_point: step, part: '1', subject_key: subjectKey },
    case_key: world.index.case(organisation, step, caseKey),
    ...{ iss: issuer, sub: clerk.sub, matter: null, origin: 'https://demonstration.invalid' },
    ...{ checked_at: new Date(at), fresh_until: new Date(at), legal_date: legalDateOf(new Date(at).toISOString()) },
    ...{
      outcome: 'clear',
      refusal: null,
      finds: false,
      offers: '[]',
      due_by: null,
      catalogue_version: 'demonstration',
    },
    ...{ intent_entry: intent.id, result_entry: result.id, subject_commitment: result.subjectCommitment },
    neighbourhood: neighbourhoodOf(world, { iss: issuer, sub: clerk.sub }, subject as never, at),
    ...(await sealCase(trx, world, organisation, checkId, caseIn(look))),
    ...(await sealSubject(trx, world, subjectKey, checkId, subject)),
  };
}

type DecisionRow = Omit<Tables['decision'], 'measures'> & { measures: string };

export async function decisionRowOf(
  trx: Trx,
  world: World,
  { at, look, checkId, decisionId }: Moment,
  issuer: string,
): Promise<DecisionRow> {
  const { clerk, step, caseKey } = look;
  const { organisation } = clerk.office;
  return {
    ...{ id: decisionId, check_id: checkId, organisation, decision_point: step, part: '1' },
    case_key: world.index.case(organisation, step, caseKey),
    ...{ origin: 'https://demonstration.invalid', iss: issuer, sub: clerk.sub, effect: 'favourable', ground: null },
    ...{ because: 'check', measures: '[]', hearing_days: null, hearing_kind: null, receipt_state: 'checked' },
    ...{ deferral_id: null, decided_at: new Date(at) },
    ...(await sealCase(trx, world, organisation, decisionId, caseIn(look))),
  };
}
