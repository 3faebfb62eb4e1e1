import type { CARD, Translate } from '@duecheck/core/text';
import type { Stage } from './stage.ts';

/** What a screen reader says once, when the outcome is there. Everything else it reads where it stands. */
export function announcement(stage: Stage, say: Translate<typeof CARD>): string {
  if (stage.at === 'outage') return say('unknown.title');
  if (stage.at !== 'outcome') return '';
  const { outcome } = stage.answer;
  switch (outcome.kind) {
    case 'clear':
      return say('clear.title');
    case 'findings': {
      // Only what weighs against the person counts as found; an honour is no finding.
      const n = outcome.records.filter(({ polarity }) => polarity === 'adverse').length;
      return n > 0 ? say('findings.title', { n }) : '';
    }
    case 'unknown':
      return say('unknown.title');
    case 'refused':
      return say(`refused.${outcome.reason}`);
  }
}
