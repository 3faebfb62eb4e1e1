/** What was found, for the person alone, and what of it may be handed over. */
import { sayDate } from '@duecheck/core/text';
import type { Agreed } from '../widget/agree.ts';
import { kindOf, kindsOf } from './consent.ts';
import type { Line } from './page.ts';
import { act, quiet, type Shown, type Visit } from './visit.ts';

export function resultPage(visit: Visit, { check, offer }: Agreed): Shown {
  const { say, partner, catalogue, language } = visit;
  const { outcome } = check;
  const buttons = [quiet(visit, 'leave', say('leave'))];
  if (outcome.kind === 'unknown' || outcome.kind === 'refused')
    return { title: say(`result.${outcome.kind}`), buttons };
  const records = outcome.kind === 'clear' ? outcome.records : [];
  const list: Line[] = records.map((record) => ({
    label: kindOf(catalogue, record.category, language),
    words: say('result.decided', { organ: record.organ, date: sayDate(record.decidedOn, language) }),
    button: null,
  }));
  const notes = [say('result.print'), say('result.doubt')];
  if (offer === null) return { title: say('result.none'), list, lead: [say('result.noneNote')], buttons, notes };
  return {
    title: say('result.title'),
    list,
    lead: [say('result.giveNote', { kinds: kindsOf(visit, offer.categories) })],
    buttons: [act(visit, 'hand-over', say('result.give', { partner })), ...buttons],
    notes,
  };
}

/** Of a test session: the same words, and nothing behind them. */
export function rehearsedPage(visit: Visit, offer: Agreed['offer']): Shown {
  const { say, partner, session } = visit;
  const buttons = [quiet(visit, 'leave', say('leave'))];
  if (session.test === 'unknown') return { title: say('result.unknown'), buttons };
  if (offer === null) return { title: say('result.none'), lead: [say('result.noneNote')], buttons };
  return {
    title: say('result.title'),
    list: offer.categories.map((id) => ({ label: kindsOf(visit, [id]), words: say('test.record'), button: null })),
    lead: [say('result.giveNote', { kinds: kindsOf(visit, offer.categories) })],
    buttons: [act(visit, 'hand-over', say('result.give', { partner })), ...buttons],
  };
}
