import { AUDIT_ENTRY, AUDIT_FRAME } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { Fault, Registered } from '../house/fault.tsx';
import { wordsOf } from '../house/language.ts';
import { addressOf } from '../house/place.ts';
import { saveFile } from '../house/save-file.ts';
import { dayOf, daysBefore } from '../house/when.ts';
import { EMPTY, toQuery } from '../search/filters.ts';
import { findNext } from '../search/search.ts';
import { open, opened } from './entry.ts';
import { Facts, KeyedFacts, OfficeFacts } from './facts.tsx';
import { Steps } from './steps.tsx';
import { typeTitle } from './titles.ts';

/** One entry: what stands there, why, and what proves it. */
export function EntryView(): JSX.Element {
  const say = wordsOf(AUDIT_ENTRY);
  const frame = wordsOf(AUDIT_FRAME);
  const { value } = opened;
  if (value === null) return <p class="empty">{say('entry.pick')}</p>;
  if (value.state === 'loading') return <p class="empty">{frame('loading')}</p>;
  if (value.state === 'failed') {
    const gone = value.failure.kind === 'problem' && value.failure.code === 'not-found';
    if (gone) return <p class="empty">{say('entry.none')}</p>;
    return <Fault failure={value.failure} again={() => void open(value.id)} />;
  }
  const { answer, verified } = value;
  const { entry } = answer;
  const proof = verified === null || verified === 'outage' ? null : verified.proof;
  return (
    <article class="entry" aria-labelledby="entry-title">
      <h2 id="entry-title" tabIndex={-1}>
        {typeTitle(entry.type)}
      </h2>
      <p class="note">
        <code>{entry.id}</code> · <Registered query={answer.query} />
      </p>
      <Facts entry={entry} />
      <KeyedFacts entry={entry} />
      <Ways entry={entry} />
      <OfficeFacts office={answer.office} />
      <section>
        <h3>{say('proof')}</h3>
        {verified === null ? (
          <p class="sum open" role="status">
            <Icon name="unchecked" />
            <span>{say('proof.running')}</span>
          </p>
        ) : verified === 'outage' ? (
          <Fault failure={{ kind: 'outage' }} again={() => void open(value.id)} />
        ) : (
          <Steps verified={verified} />
        )}
        {proof === null ? null : (
          <button type="button" onClick={() => saveFile(`${entry.id}.tlog-proof`, 'text/plain;charset=utf-8', proof)}>
            {say('save.proof')}
          </button>
        )}
      </section>
    </article>
  );
}

/** From this entry to others. */
function Ways({ entry }: { entry: Parameters<typeof Facts>[0]['entry'] }): JSX.Element | null {
  const say = wordsOf(AUDIT_ENTRY);
  const { columns } = entry;
  if (columns === null) return null;
  const { caseKey, checkId, actor } = columns;
  const today = dayOf(Date.now());
  const byActor = toQuery({ ...EMPTY, actor: actor.sub, from: daysBefore(today, 29), until: today });
  return (
    <p class="ways">
      {caseKey === null ? null : <a href={addressOf('cases', caseKey)}>{say('act.case')}</a>}
      {checkId === null ? null : (
        <a href={addressOf('entries', null, toQuery({ ...EMPTY, checkId }))} onClick={findNext}>
          {say('act.check')}
        </a>
      )}
      <a href={addressOf('entries', null, byActor)} onClick={findNext}>
        {say('act.actor')}
      </a>
    </p>
  );
}
