import type { CheckAnswer } from '@duecheck/core/contract';
import { sayDate, saySource, sayTime } from '@duecheck/core/text';
import type { JSX } from 'preact';
import type { Model } from './model.ts';

type ShownRecord = Extract<CheckAnswer['outcome'], { kind: 'findings' }>['records'][number];

/** Each record in one sentence: organ, what, document number, date, valid until. A dispute stands beside it, always. */
export const Records = ({
  model,
  records,
  sources,
}: {
  model: Model;
  records: readonly ShownRecord[];
  sources: 'one' | 'several';
}): JSX.Element | null =>
  records.length === 0 ? null : (
    <ul class="records">
      {records.map((record) => (
        <li key={record.id}>
          <Sentence model={model} record={record} />
          {sources === 'several' && <Origin model={model} source={record.source} />}
        </li>
      ))}
    </ul>
  );

/** Which source knows it, and how old its picture is: told where more than one stands behind the answer. */
const Origin = ({
  model: { say, view },
  source: { id, asOf },
}: {
  model: Model;
  source: ShownRecord['source'];
}): JSX.Element => (
  <small>
    {say('record.source', {
      source: saySource(id, view.language),
      time: sayTime(asOf, Date.now(), view.language),
    })}
  </small>
);

export const sourcesOf = (records: readonly ShownRecord[]): 'one' | 'several' =>
  new Set(records.map(({ source }) => source.id)).size > 1 ? 'several' : 'one';

function Sentence({ model: { say, view }, record }: { model: Model; record: ShownRecord }): JSX.Element {
  const date = (day: string) => sayDate(day, view.language);
  const { kinds } = view.words;
  const what = kinds[record.behaviour ?? ''] ?? kinds[record.type] ?? kinds[record.category] ?? record.type;
  return (
    <>
      <b>{what}</b>
      <br />
      {[
        record.organ,
        record.documentNumber,
        say('record.decided', { date: date(record.decidedOn) }),
        record.publishUntil && say('record.until', { date: date(record.publishUntil) }),
        record.state === 'corrected' && say('record.corrected'),
      ]
        .filter(Boolean)

        .join('\u00a0· ')}
      {record.state === 'disputed' && (
        <p class="disputed">
          {say('record.disputed', { date: record.disputeDueBy ? date(record.disputeDueBy) : '—' })}
        </p>
      )}
    </>
  );
}
