/** What an authorisation needs before it can be recorded. Pure; the gateway decides the same again. */
import { addDays, addTerm, isCivilDate, parseCivilDate } from '@duecheck/core/time';
import type { AuthorisationDraft, AuthorisationTerms } from '../messages/from-card.ts';

/** Nothing about the person is ticked or chosen beforehand: the form says what was signed, and only that (PIPL 14). */
export const emptyAuthorisation = (today: string): AuthorisationDraft => ({
  categories: [],
  from: today,
  until: addDays(parseCivilDate(today), 30),
  uses: '1',
  kind: null,
  givenOn: today,
  digest: null,
});

export type MissingTerm = 'categories' | 'days' | 'uses' | 'kind' | 'givenOn' | 'file';

/** What still has to be given, in the order of the form. */
export function missingTerm(form: AuthorisationDraft, today: string): MissingTerm | null {
  if (form.categories.length === 0) return 'categories';
  const { from, until, givenOn } = form;
  if (!isCivilDate(from) || !isCivilDate(until) || from > today || until < today) return 'days';
  if (until > addTerm(from, { years: 1 })) return 'days';
  if (!/^[1-9]\d{0,2}$/.test(form.uses) || Number(form.uses) > 100) return 'uses';
  if (form.kind === null) return 'kind';
  if (!isCivilDate(givenOn) || givenOn > today || givenOn > from) return 'givenOn';
  return form.digest === null ? 'file' : null;
}

/** @throws TypeError where something is missing: ask `missingTerm` first. */
export function authorisationTerms({
  categories,
  from,
  until,
  uses,
  kind,
  givenOn,
  digest,
}: AuthorisationDraft): AuthorisationTerms {
  if (kind === null || digest === null) throw new TypeError('the form is not complete');
  return { categories, from, until, uses: Number(uses), evidence: { kind, digest, givenOn } };
}
