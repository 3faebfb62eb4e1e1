import type { ReviewAlert } from '@duecheck/core/contract';
import { AUDIT_REVIEW, inLanguage } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { language, wordsOf } from '../house/language.ts';
import { addressOf } from '../house/place.ts';
import { Scroll } from '../house/scroll.tsx';
import { stepThrough } from '../house/step-through.ts';
import { officeTitle } from '../house/titles.ts';
import { sayInstant } from '../house/when.ts';

export function AlertList({
  alerts,
  selected,
}: {
  alerts: readonly ReviewAlert[];
  selected: string | null;
}): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  return (
    <Scroll label={say('title')}>
      <table class="entries">
        <thead>
          <tr>
            {(['raised', 'rule', 'about', 'office', 'says', 'state'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`head.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={stepThrough}>
          {alerts.map((alert) => (
            <tr key={alert.id} class={alert.id === selected ? 'selected' : undefined}>
              <th scope="row">
                <a href={addressOf('review', alert.id)} aria-current={alert.id === selected ? 'true' : undefined}>
                  {sayInstant(alert.raisedAt).slice(0, 16)}
                </a>
              </th>
              <td>{inLanguage(alert.title, language.value)}</td>
              <td class="whole">{alert.actor.sub}</td>
              <td>{officeTitle(alert.organisation)}</td>
              <td class="sentence">{inLanguage(alert.says, language.value)}</td>
              <td>{say(`state.${alert.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">{say('keys')}</p>
    </Scroll>
  );
}
