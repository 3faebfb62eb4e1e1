import type { DraftAnswer, DraftsAnswer } from '@duecheck/core/contract';
import { sayTime } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { differencesOf } from './differences.ts';
import { Findings } from './findings.tsx';
import { sayLocators } from './say-locators.ts';
import { busy, change, drafts, type Key, open, reading, say, state, step, tab, work } from './state.ts';
import { isRecorded, workOf } from './work.ts';

type Draft = DraftsAnswer['drafts'][0];

export function Drafts(): JSX.Element {
  const one = reading.value;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">{say.value('drafts')}</h2>
      {one ? <Reading draft={one} /> : <DraftList />}
    </section>
  );
}

const DraftList = (): JSX.Element =>
  (drafts.value ?? []).length === 0 ? (
    <p class="muted">{say.value('drafts.none')}</p>
  ) : (
    <ul>
      {(drafts.value ?? []).map((draft) => (
        <li key={draft.id}>
          <b>{draft.name || '—'}</b>
          <small>
            {draft.organisation} · {sayState(draft)} ·{' '}
            {sayTime(draft.changedAt, Date.now(), state.value?.language ?? 'zh-CN')}
          </small>
          <button type="button" aria-label={`${say.value('open')} ${draft.name}`} onClick={() => void open(draft.id)}>
            {say.value('open')}
          </button>
        </li>
      ))}
    </ul>
  );

const sayState = ({ state: at, reason }: Pick<Draft, 'state' | 'reason'>): string =>
  say.value(`state.${at}`, { reason: reason ?? '' });

function Reading({ draft }: { draft: DraftAnswer }): JSX.Element {
  const reason = useSignal('');
  const waits = draft.state === 'submitted';
  const goesOn = draft.state !== 'published' && draft.state !== 'withdrawn';
  const here = work.value !== null && tab.value !== 'lost' && draft.binding.origin === work.value.origin;
  const off = busy.value === 'yes';
  return (
    <div class="reading">
      <b>{draft.name}</b>
      <p class="muted">{sayState(draft)}</p>
      <Summary draft={draft} />
      <Difference draft={draft} />
      <Findings of={draft} />
      {waits && draft.mine && <p class="muted">{say.value('approve.mine')}</p>}
      {waits && !draft.mine && (
        <>
          <button type="button" class="act" disabled={off} onClick={() => void step(draft, 'approve')}>
            {say.value('approve')}
          </button>
          <label class="field">
            <span>{say.value('reason')}</span>
            <textarea
              maxLength={500}
              value={reason.value}
              onInput={({ currentTarget: { value } }) => {
                reason.value = value;
              }}
            />
          </label>
          <button
            type="button"
            disabled={off || reason.value.trim() === ''}
            onClick={() => void step(draft, 'return', reason.value.trim())}
          >
            {say.value('return')}
          </button>
        </>
      )}
      {goesOn && here && !isRecorded(draft) && <p class="muted">{say.value('go.lossy')}</p>}
      <div class="buttons">
        {goesOn && here && isRecorded(draft) && (
          <button
            type="button"
            onClick={() => {
              change(workOf(draft));
              reading.value = null;
            }}
          >
            {say.value('go')}
          </button>
        )}
        {goesOn && (
          <button type="button" class="link" disabled={off} onClick={() => void step(draft, 'withdraw')}>
            {say.value('withdraw')}
          </button>
        )}
        <button
          type="button"
          class="link"
          onClick={() => {
            reading.value = null;
          }}
        >
          {say.value('back')}
        </button>
      </div>
    </div>
  );
}

/** What it binds, in the words of the window that recorded it. */
function Summary({ draft }: { draft: DraftAnswer }): JSX.Element {
  const one = workOf(draft);
  const row = state.value?.rows.find(({ id }) => id === one.decisionPoint);
  const facts: readonly [Key, string][] = [
    ['name', draft.binding.disabled === true ? `${one.title.zh} · ${say.value('off')}` : one.title.zh],
    ['organisation', one.organisation],
    ['decisionPoint', row?.title ?? one.decisionPoint],
    ['address', `${one.origin} ${one.page}`],
    ['number', sayLocators(one.number)],
    ['person', sayLocators(one.name)],
    [
      'case',
      Array.isArray(one.case)
        ? sayLocators(one.case)
        : `${say.value('address')} ${'url' in one.case ? one.case.url : ''}`,
    ],
  ];
  return (
    <dl class="differences">
      {facts.map(([key, value]) => (
        <div key={key}>
          <dt>{say.value(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {one.controls.map(({ locators, effect, request }) => (
        <div key={JSON.stringify(locators) + effect}>
          <dt>{sayLocators(locators)}</dt>
          <dd>
            {say.value(`effect.${effect}`)} ·{' '}
            {request ? `${request.method} ${request.path}` : say.value('request.unknown')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const Difference = ({ draft: { inForce, binding } }: { draft: DraftAnswer }): JSX.Element => (
  <details open={inForce !== null}>
    <summary>{say.value(inForce ? 'difference' : 'difference.new')}</summary>
    <dl class="differences">
      {differencesOf(inForce, binding)
        .filter(({ path }) => path !== '/version')
        .map(({ path, before, after }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>
              {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
            </dd>
          </div>
        ))}
    </dl>
  </details>
);
