import type { AuditEntry, AuditEntryAnswer } from '@duecheck/core/contract';
import { AUDIT_ENTRY, AUDIT_SEARCH, sayDate } from '@duecheck/core/text';
import type { ComponentChildren, JSX } from 'preact';
import { language, wordsOf } from '../house/language.ts';
import { flagTitle, officeTitle, pointTitle, roleTitle } from '../house/titles.ts';
import { sayInstant } from '../house/when.ts';
import { outcomeTitle, typeTitle } from './titles.ts';

/** What stands there. Text alone, whatever somebody wrote into it. */
export function Facts({ entry }: { entry: AuditEntry }): JSX.Element {
  const say = wordsOf(AUDIT_ENTRY);
  const search = wordsOf(AUDIT_SEARCH);
  const { columns, visibility } = entry;
  return (
    <dl class="facts">
      <Fact name={say('col.time')}>{sayInstant(entry.occurredAt)}</Fact>
      <Fact name={say('col.type')}>{typeTitle(entry.type)}</Fact>
      <Fact name={say('col.organisation')}>{officeTitle(entry.organisation)}</Fact>
      {columns === null ? null : (
        <>
          <Fact name={say('col.decisionPoint')}>{pointTitle(columns.decisionPoint)}</Fact>
          <Fact name={say('col.actor')}>
            {columns.actor.sub} · {roleTitle(columns.actor.role)}
          </Fact>
          <Fact name={say('col.outcome')}>{columns.outcome === null ? '' : outcomeTitle(columns.outcome)}</Fact>
          <Fact name={say('col.flags')}>
            {columns.flags.map(flagTitle).join(language.value === 'en' ? ', ' : '、')}
          </Fact>
          <Fact name={say('col.round')}>{columns.round}</Fact>
          <Fact name={say('col.checkId')}>{columns.checkId && <code>{columns.checkId}</code>}</Fact>
          <Fact name={say('col.decisionId')}>{columns.decisionId && <code>{columns.decisionId}</code>}</Fact>
        </>
      )}
      {visibility.kind === 'open' ? null : (
        <Fact name={search('head.flags')}>
          {visibility.kind === 'sealed'
            ? search('sealed')
            : `${search('delayed', { date: sayDate(visibility.until, language.value) })} (${visibility.basis})`}
        </Fact>
      )}
    </dl>
  );
}

/** HMACs: two entries with the same one are about the same person or case, and nobody can say which from it. */
export function KeyedFacts({ entry }: { entry: AuditEntry }): JSX.Element | null {
  const say = wordsOf(AUDIT_ENTRY);
  const { columns } = entry;
  if (columns === null) return null;
  const keyed = [
    ['col.subject', columns.subjectKey],
    ['col.case', columns.caseKey],
    ['col.surname', columns.surnameKey],
    ['col.name', columns.nameKey],
  ] as const;
  if (keyed.every(([, value]) => value === null)) return null;
  return (
    <details>
      <summary>{say('col.keyed')}</summary>
      <dl class="facts">
        {keyed.map(([name, value]) => (
          <Fact key={name} name={say(name)}>
            {value && <code>{value}</code>}
          </Fact>
        ))}
      </dl>
    </details>
  );
}

export function OfficeFacts({ office }: { office: AuditEntryAnswer['office'] }): JSX.Element {
  const say = wordsOf(AUDIT_ENTRY);
  // Who it was stands above.
  const content =
    'content' in office
      ? Object.entries(office.content).filter(([name, value]) => value !== null && name !== 'actor')
      : [];
  return (
    <section>
      <h3>{say('office')}</h3>
      {office.state === 'open' ? null : <p class="note">{say(`office.${office.state}`)}</p>}
      {office.state === 'open' && content.length === 0 ? <p class="note">{say('office.none')}</p> : null}
      {content.length === 0 ? null : <p class="note">{say('office.unproven')}</p>}
      {content.length === 0 ? null : (
        <dl class="facts">
          {content.map(([name, value]) => (
            <Fact key={name} name={titleOf(name)}>
              {typeof value === 'string' ? value : <code>{JSON.stringify(value, null, 1)}</code>}
            </Fact>
          ))}
        </dl>
      )}
    </section>
  );
}

/** What has no word of ours is told by its name. */
function titleOf(name: string): string {
  const key = `why.${name}` as 'why.reason';
  return Object.hasOwn(AUDIT_ENTRY, key) ? wordsOf(AUDIT_ENTRY)(key) : name;
}

/** Nothing where there is nothing. */
const Fact = ({ name, children }: { name: string; children: ComponentChildren }) =>
  children === null || children === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
