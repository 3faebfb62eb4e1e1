import { type Language, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { gateway, say } from './state.ts';

const SHOWN = 5;

/** Break-glass of the offices that this account watches. Who asked and why stands in the register. */
export function Alerts({ language }: { language: Language }): JSX.Element | null {
  const { alerts } = gateway.value;
  if (alerts.length === 0) return null;
  return (
    <section aria-live="polite">
      <StateLine meaning="due">{say.value('alerts', { n: alerts.length })}</StateLine>
      <ul>
        {alerts.slice(0, SHOWN).map(({ id, title, givenAt, used }) => (
          <li key={id}>
            {title}
            <small>
              {say.value(used === 'yes' ? 'alerts.used' : 'alerts.unused', {
                time: sayTime(givenAt, Date.now(), language),
              })}
            </small>
          </li>
        ))}
      </ul>
      {alerts.length > SHOWN && <p class="muted">{say.value('alerts.more', { n: alerts.length - SHOWN })}</p>}
    </section>
  );
}
