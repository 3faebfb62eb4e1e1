import { type Language, sayDate, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { DecisionView } from '../messages/panel.ts';
import { decisions, say } from './state.ts';

const OPEN = ['proposed', 'notified', 'lapsed', 'heard'] as const;
type Open = (typeof OPEN)[number];
const isOpen = (one: DecisionView): one is DecisionView & { readonly state: Open } =>
  (OPEN as readonly string[]).includes(one.state);

/** Whom the clerk still has to tell or to hear, and until when. */
export function Notices({ language }: { language: Language }): JSX.Element | null {
  const open = (decisions.value ?? []).filter(isOpen);
  if (open.length === 0) return null;
  return (
    <section aria-live="polite">
      <StateLine meaning="due">{say.value('notices', { n: open.length })}</StateLine>
      <ul>
        {open.map((one) => (
          <li key={one.decisionId}>
            <b>{one.caseLabel}</b> {one.title}
            <small>
              {say.value(`notice.${one.state}`, {
                date: one.heardUntil === null ? '' : sayDate(one.heardUntil, language),
              })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the clerk decided, and what became of each receipt. */
export function Receipts({ language }: { language: Language }): JSX.Element | null {
  if (decisions.value === null) return null;
  const done = decisions.value.filter((one) => !isOpen(one));
  return (
    <section>
      <h2>{say.value('receipts')}</h2>
      {done.length === 0 ? (
        <p class="muted">{say.value('receipts.none')}</p>
      ) : (
        <>
          <p class="muted">{say.value('receipts.note')}</p>
          <ul>
            {done.map((one) => (
              <li key={one.decisionId}>
                <b>{one.caseLabel}</b> {one.title}
                <small>
                  {say.value(`effect.${one.effect}`)} · {sayTime(one.decidedAt, Date.now(), language)} ·{' '}
                  {sayReceipt(one, language)}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function sayReceipt({ state, receipt }: DecisionView, language: Language): string {
  if (state === 'withdrawn') return say.value('receipt.withdrawn');
  if (receipt === null) return say.value('receipt.none');
  return say.value(`receipt.${receipt.use}`, { time: sayTime(receipt.expiresAt, Date.now(), language) });
}
