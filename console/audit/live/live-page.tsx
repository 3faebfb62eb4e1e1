import { AUDIT_FIGURES, AUDIT_SEARCH } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { outcomeTitle, typeTitle } from '../entry/titles.ts';
import { wordsOf } from '../house/language.ts';
import { addressOf } from '../house/place.ts';
import { Scroll } from '../house/scroll.tsx';
import { flagTitle, officeTitle, pointTitle, roleTitle } from '../house/titles.ts';
import { sayInstant } from '../house/when.ts';
import { begin, end, entries, type LiveState, pause, rate, state } from './live.ts';

const SIGN = { on: 'clear', paused: 'unchecked', lost: 'unchecked', refused: 'refused' } as const satisfies Record<
  LiveState,
  string
>;

export function LivePage(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const search = wordsOf(AUDIT_SEARCH);
  useEffect(() => {
    begin();
    return end;
  }, []);
  return (
    <div class="figures">
      <h1 tabIndex={-1}>{say('live.title')}</h1>
      <p class="note">{say('live.note')}</p>
      <div class="line">
        <p class={`sum ${state.value}`} role="status">
          <Icon name={SIGN[state.value]} />
          <span>{say(`live.${state.value}`)}</span>
        </p>
        {/* Not in a live region: it changes each second. */}
        <p>{say('live.rate', { n: rate.value })}</p>
        {state.value === 'on' || state.value === 'lost' ? (
          <button type="button" onClick={pause}>
            {say('live.pause')}
          </button>
        ) : (
          <button type="button" onClick={begin}>
            {say('live.go')}
          </button>
        )}
      </div>
      {entries.value.length === 0 ? (
        <p class="empty">{say('live.none')}</p>
      ) : (
        <Scroll label={say('live.title')}>
          <table class="entries">
            <thead>
              <tr>
                {(['time', 'what', 'who', 'office', 'row', 'outcome', 'flags'] as const).map((name) => (
                  <th key={name} scope="col">
                    {search(`head.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.value.map(({ id, occurredAt, type, organisation, columns, visibility }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={addressOf('entries', id)}>{sayInstant(occurredAt)}</a>
                  </th>
                  <td class="whole">{typeTitle(type)}</td>
                  <td class="whole">
                    {columns === null ? '' : `${columns.actor.sub} · ${roleTitle(columns.actor.role)}`}
                  </td>
                  <td>{officeTitle(organisation)}</td>
                  <td>{pointTitle(columns?.decisionPoint ?? null)}</td>
                  <td>{columns?.outcome == null ? '' : outcomeTitle(columns.outcome)}</td>
                  <td>
                    {(columns?.flags ?? []).map((flag) => (
                      <span key={flag} class="flag">
                        {flagTitle(flag)}
                      </span>
                    ))}
                    {visibility.kind === 'sealed' ? <span class="flag">{search('sealed')}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </div>
  );
}
