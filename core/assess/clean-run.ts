import type { SubjectType } from '../catalogue/index.ts';
import { inWindow, type Window, windowEnding } from '../time/index.ts';
import { polarityOf } from './polarity.ts';
import type { AssessInput, Assessment } from './types.ts';
import type { UsableRecord } from './usable.ts';

/** Natural persons: their run has no minimum age of its own (DESIGN §3.5). */
const PERSONS: readonly SubjectType[] = ['individual', 'civil-servant'];

/**
 * The clean run of this row, or undefined where the row has none: no adverse record in force today whose decision date
 * lies in the window. The answer names no record, so that a category which is only tested stays unseen.
 *
 * @param inForce every usable record, those of tested categories included
 */
export function cleanRun(input: AssessInput, inForce: readonly UsableRecord[]): Assessment['cleanRun'] {
  const rule = input.decisionPoint.cleanRun;
  if (!rule) return undefined;
  const window = windowEnding(input.today, { years: rule.years });
  return { answer: answer(input, rule.categories, inForce, window), ...window };
}

function answer(
  { completeness, subject, catalogue }: AssessInput,
  categories: readonly string[],
  inForce: readonly UsableRecord[],
  window: Window,
): 'yes' | 'no' | 'not-known' {
  // On part of the picture not even a "no" is said: it would tell that a tested record is among what did answer.
  if (completeness === 'partial') return 'not-known';
  if (!PERSONS.includes(subject.type)) {
    if (subject.establishedOn === undefined) return 'not-known';
    if (subject.establishedOn > window.from) return 'no';
  }
  const breaks = (record: UsableRecord): boolean =>
    categories.includes(record.category) &&
    polarityOf(record, catalogue) === 'adverse' &&
    // Until the objection is decided, the run stands: our protective choice (SYSTEMS §6).
    record.state !== 'disputed' &&
    inWindow(record.decidedOn, window);
  return inForce.some(breaks) ? 'no' : 'yes';
}
