import { isFresh } from '@duecheck/core/check';
import type { DueAnswer } from '@duecheck/core/contract';
import { sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';
import { AuthorisePress } from './authorise.tsx';
import { GoOn } from './unchecked.tsx';

/** Says what is due here and why; looks nobody up (DESIGN §1.3). */
export function Due({ model, due }: { model: Model; due: DueAnswer }): JSX.Element {
  const { say, view, authority } = model;
  const mayCheck = due.due !== 'forbidden';
  const fresh = mayCheck && isFresh(due, Date.now());
  const offersAuthorising = mayCheck && due.needsAuthorisation && authority.authorisation.value?.state !== 'live';
  return (
    <>
      <StateLine meaning={fresh || !mayCheck ? 'clear' : 'due'}>
        {say(fresh ? 'due.title.fresh' : TITLES[due.due])}
      </StateLine>
      <p>{view.words.purpose}</p>
      {mayCheck && <QueryBases model={model} />}
      {due.needsAuthorisation && <p>{say('due.authorisation')}</p>}
      {due.needsRelease && <p>{say('due.release')}</p>}
      {due.lastCheckAt && (
        <p class="muted">{say('due.last', { time: sayTime(due.lastCheckAt, Date.now(), view.language) })}</p>
      )}
      {fresh && <p class="muted">{say('due.again.note')}</p>}
      {offersAuthorising && <p class="muted">{view.words.notice}</p>}
      <div class="buttons">
        {offersAuthorising && <AuthorisePress model={model} today={due.legalToday} recheck={null} />}
        {mayCheck && (
          <Press primary={offersAuthorising ? 'no' : 'yes'} onPress={() => void model.check(null)}>
            {say(offersAuthorising ? 'authorise.there' : fresh ? 'due.again' : 'due.check')}
          </Press>
        )}
        {!due.holds && (
          <GoOn
            model={model}
            because={due.needsAuthorisation ? 'no-authorisation' : 'not-due'}
            today={due.legalToday}
          />
        )}
      </div>
    </>
  );
}

const TITLES = {
  mandatory: 'due.title',
  reference: 'due.title.reference',
  forbidden: 'due.title.forbidden',
} as const satisfies Record<DueAnswer['due'], string>;

function QueryBases({ model: { say, view } }: { model: Model }): JSX.Element | null {
  const known = view.words.queryBases.flatMap((id) => view.words.bases[id] ?? []);
  if (known.length === 0) return null;
  return (
    <details>
      <summary>
        {say('due.basis')} {known.map(({ document, article }) => `${document} ${article}`).join('；')}
      </summary>
      {known.map(({ document, article, summary }) => (
        <p key={document + article} class="muted">
          {document} {article}：{summary}
        </p>
      ))}
    </details>
  );
}
