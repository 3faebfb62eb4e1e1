import type { AuditEntry } from '@duecheck/core/contract';
import { AUDIT_ENTRY, AUDIT_FRAME, AUDIT_SEARCH } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { outcomeTitle, typeTitle } from '../entry/titles.ts';
import { ask, type Failure } from '../house/ask.ts';
import { Fault, Registered } from '../house/fault.tsx';
import { wordsOf } from '../house/language.ts';
import { addressOf, place } from '../house/place.ts';
import { officeTitle, pointTitle, roleTitle } from '../house/titles.ts';
import { sayInstant } from '../house/when.ts';

interface Timeline {
  readonly entries: readonly AuditEntry[];
  readonly next: string | null;
  readonly query: string;
}

/** What was done in one case, in the order of time. */
export function CasePage(): JSX.Element {
  const say = wordsOf(AUDIT_ENTRY);
  const key = place.value.id ?? '';
  const timeline = useSignal<Timeline | null>(null);
  const failure = useSignal<Failure | null>(null);

  const read = async (after: string | null) => {
    failure.value = null;
    const reply = await ask('auditCase', { params: { key }, ...(after === null ? {} : { query: { after } }) });
    if (!reply.ok) {
      failure.value = reply.failure;
      return;
    }
    const before = after === null ? [] : (timeline.value?.entries ?? []);
    timeline.value = { ...reply.answer, entries: [...before, ...reply.answer.entries] };
  };
  useEffect(() => {
    timeline.value = null;
    void read(null);
  }, [key]);

  const { value } = timeline;
  return (
    <div class="narrow">
      <h1 tabIndex={-1}>{say('case.title')}</h1>
      <p class="note">
        {say('case.note')} {value === null ? null : <Registered query={value.query} />}
      </p>
      {failure.value === null ? null : <Fault failure={failure.value} again={() => void read(value?.next ?? null)} />}
      {value === null && failure.value === null ? <p class="empty">{wordsOf(AUDIT_FRAME)('loading')}</p> : null}
      {value?.entries.length === 0 ? <p class="empty">{say('case.none')}</p> : null}
      <ol class="timeline">
        {(value?.entries ?? []).map((entry) => (
          <Moment key={entry.id} entry={entry} />
        ))}
      </ol>
      {value?.next == null ? null : (
        <button type="button" class="wide" onClick={() => void read(value.next)}>
          {wordsOf(AUDIT_SEARCH)('more')}
        </button>
      )}
    </div>
  );
}

const Moment = ({ entry }: { entry: AuditEntry }) => (
  <li>
    <a href={addressOf('entries', entry.id)}>
      <time dateTime={entry.occurredAt}>{sayInstant(entry.occurredAt)}</time>
    </a>
    <p>
      <strong>{typeTitle(entry.type)}</strong>
      {entry.columns?.outcome == null ? '' : ` · ${outcomeTitle(entry.columns.outcome)}`}
    </p>
    <p class="note">
      {entry.columns === null ? '' : `${entry.columns.actor.sub} · ${roleTitle(entry.columns.actor.role)} · `}
      {officeTitle(entry.organisation)}
      {entry.columns?.decisionPoint == null ? '' : ` · ${pointTitle(entry.columns.decisionPoint)}`}
    </p>
  </li>
);
