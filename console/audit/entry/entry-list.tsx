import type { AuditEntry } from '@duecheck/core/contract';
import { AUDIT_SEARCH, sayDate } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { language, wordsOf } from '../house/language.ts';
import { addressOf } from '../house/place.ts';
import { Scroll } from '../house/scroll.tsx';
import { stepThrough } from '../house/step-through.ts';
import { flagTitle, officeTitle, pointTitle, roleTitle } from '../house/titles.ts';
import { sayInstant } from '../house/when.ts';
import { outcomeTitle, typeTitle } from './titles.ts';

/** Entries as a table; each opens by its time. J and K go down and up while one of them has the focus. */
export function EntryList({
  entries,
  selected,
}: {
  entries: readonly AuditEntry[];
  selected: string | null;
}): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  return (
    <Scroll label={say('title')}>
      <table class="entries">
        <thead>
          <tr>
            {(['time', 'what', 'who', 'office', 'row', 'outcome', 'flags'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`head.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={stepThrough}>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} selected={entry.id === selected} />
          ))}
        </tbody>
      </table>
      <p class="note">{say('keys')}</p>
    </Scroll>
  );
}

function Row({ entry, selected }: { entry: AuditEntry; selected: boolean }): JSX.Element {
  const say = wordsOf(AUDIT_SEARCH);
  const { columns, visibility } = entry;
  const flags = [
    ...(columns?.flags ?? []).map(flagTitle),
    ...(visibility.kind === 'sealed' ? [say('sealed')] : []),
    ...(visibility.kind === 'delayed' ? [say('delayed', { date: sayDate(visibility.until, language.value) })] : []),
  ];
  return (
    <tr class={selected ? 'selected' : undefined}>
      <th scope="row">
        <a href={addressOf('entries', entry.id)} aria-current={selected ? 'true' : undefined}>
          {sayInstant(entry.occurredAt)}
        </a>
      </th>
      <td class="whole">{typeTitle(entry.type)}</td>
      <td class="whole">{columns === null ? '' : `${columns.actor.sub} · ${roleTitle(columns.actor.role)}`}</td>
      <td>{officeTitle(entry.organisation)}</td>
      <td>{pointTitle(columns?.decisionPoint ?? null)}</td>
      <td>{columns?.outcome == null ? '' : outcomeTitle(columns.outcome)}</td>
      <td>
        {flags.map((flag) => (
          <span key={flag} class="flag">
            {flag}
          </span>
        ))}
      </td>
    </tr>
  );
}
