import type { DecisionAnswer } from '@duecheck/core/contract';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AuthorisationDraft } from '../../messages/from-card.ts';
import { emptyAuthorisation, missingTerm } from '../authorisation-form.ts';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';
import { SignedFile } from '../signed-file.tsx';

/** What the person signed, as the office records it: who, what for, which kinds, how long, how often (PIPL 14, 17). */
export function Authorise({
  model,
  today,
  recheck,
}: {
  model: Model;
  today: string;
  recheck: DecisionAnswer | null;
}): JSX.Element {
  const { say, view, busy, authority } = model;
  const tried = useSignal<'no' | 'yes'>('no');
  const form = authority.form.value ?? emptyAuthorisation(today);
  const put = (part: Partial<AuthorisationDraft>) => {
    authority.form.value = { ...form, ...part };
    model.keep();
  };
  const missing = missingTerm(form, today);
  const save = () => {
    tried.value = 'yes';
    if (missing !== null) return;
    authority.form.value = form;
    void model.authorise(recheck);
  };
  const day = (field: 'from' | 'until' | 'givenOn', bound: { min?: string; max?: string }) => (
    <label class="field">
      <span>{say(`authorise.${field}`)}</span>
      <input type="date" {...bound} value={form[field]} onInput={(e) => put({ [field]: e.currentTarget.value })} />
    </label>
  );
  return (
    <>
      <StateLine meaning="due">{say('authorise.title')}</StateLine>
      <form class="decision">
        <dl class="told" aria-label={say('authorise.told')}>
          <dt>{say('authorise.who')}</dt>
          <dd>{view.words.organisation}</dd>
          <dt>{say('authorise.what')}</dt>
          <dd>{view.words.title}</dd>
        </dl>
        <p class="muted">{view.words.notice}</p>
        <Categories model={model} ticked={form.categories} tick={(categories) => put({ categories })} />
        <div class="pair">
          {day('from', { max: today })}
          {day('until', { min: today })}
        </div>
        <div class="pair">
          <label class="field">
            <span>{say('authorise.uses')}</span>
            <input
              type="number"
              min={1}
              max={100}
              value={form.uses}
              onInput={(e) => put({ uses: e.currentTarget.value })}
            />
          </label>
          {day('givenOn', { max: today })}
        </div>
        <fieldset class="inline">
          <legend>{say('authorise.kind')}</legend>
          {(['paper', 'electronic'] as const).map((kind) => (
            <label key={kind} class="choice">
              <input type="radio" name="kind" checked={form.kind === kind} onChange={() => put({ kind })} />
              <span>{say(`authorise.kind.${kind}`)}</span>
            </label>
          ))}
        </fieldset>
        <SignedFile model={model} digest={form.digest} put={(digest) => put({ digest })} />
        {tried.value === 'yes' && missing && (
          <p class="fault" role="alert">
            {say(`authorise.missing.${missing}`)}
          </p>
        )}
        <div class="buttons">
          <Press primary="yes" save="yes" ready={missing === null ? 'yes' : 'no'} onPress={save}>
            {say(busy.value === 'saving' ? 'saving' : 'authorise.save')} <kbd>Ctrl+Enter</kbd>
          </Press>
          <Press onPress={() => void model.again()}>{say('authorise.back')}</Press>
        </div>
      </form>
    </>
  );
}

/** The way to the form; nothing waits for it. */
export const AuthorisePress = ({
  model: { say, stage },
  today,
  recheck,
}: {
  model: Model;
  today: string;
  recheck: DecisionAnswer | null;
}): JSX.Element => (
  <Press primary="yes" onPress={() => (stage.value = { at: 'authorise', legalToday: today, recheck })}>
    {say('authorise.open')}
  </Press>
);

/** None is ticked beforehand: what was not signed for is not looked at. */
function Categories({
  model: { say, view },
  ticked,
  tick,
}: {
  model: Model;
  ticked: readonly string[];
  tick: (categories: string[]) => void;
}): JSX.Element {
  const { authorisable } = view.words;
  const every = ticked.length === authorisable.length;
  return (
    <fieldset>
      <legend>{say('authorise.categories')}</legend>
      <div class="ticks">
        {authorisable.map(({ id, title }) => (
          <label key={id} class="choice">
            <input
              type="checkbox"
              checked={ticked.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                tick(authorisable.map((one) => one.id).filter((one) => (one === id ? checked : ticked.includes(one))))
              }
            />
            <span>{title}</span>
          </label>
        ))}
      </div>
      <button type="button" class="link" onClick={() => tick(every ? [] : authorisable.map(({ id }) => id))}>
        {say(every ? 'authorise.none' : 'authorise.every')}
      </button>
    </fieldset>
  );
}
