import type { AuditEntry } from '@duecheck/core/contract';
import { AUDIT_SEARCH, sayDate } from '@duecheck/core/text';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { language, wordsOf } from '../house/language.ts';
import { addressOf } from '../house/place.ts';
import { Scroll } from '../house/scroll.tsx';
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
        <tbody onKeyDown={step}>
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
      <td>{typeTitle(entry.type)}</td>
      <td>{columns === null ? '' : `${columns.actor.sub} · ${roleTitle(columns.actor.role)}`}</td>
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

function step(event: TargetedKeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way =
    event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0;
  if (way === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('th a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, at + way))]?.focus();
}
