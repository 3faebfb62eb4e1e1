import type { Control, Locator } from '@duecheck/core/binding';
import { keysIn } from '@duecheck/page/suggest';
import type { JSX } from 'preact';
import type { PickedPart } from '../messages/picker.ts';
import { Findings } from './findings.tsx';
import { RequestOf } from './request.tsx';
import { sayLocators } from './say-locators.ts';
import {
  address,
  answer,
  busy,
  change,
  pick,
  picking,
  save,
  say,
  startAnew,
  state,
  stopPicking,
  submit,
  texts,
  work,
} from './state.ts';
import { Try } from './try.tsx';
import { labelOf, missingIn, type Work } from './work.ts';

export function Record(): JSX.Element | null {
  const now = work.value;
  if (now === null) return null;
  const missing = missingIn(now);
  return (
    <>
      <StepFields now={now} />
      <section aria-labelledby="read">
        <h2 id="read">{say.value('read')}</h2>
        <Part name="number" part="number" locators={now.number} />
        <Part name="person" part="name" locators={now.name} />
        <CasePart now={now} />
      </section>
      <Controls now={now} />
      <Try />
      <section>
        {missing.length > 0 && (
          <p class="muted">{say.value('incomplete', { what: missing.map((one) => say.value(one)).join('、') })}</p>
        )}
        <div class="buttons">
          <button type="button" disabled={now.organisation === '' || busy.value === 'yes'} onClick={() => void save()}>
            {say.value('save')}
          </button>
          <button
            type="button"
            class="act"
            disabled={missing.length > 0 || busy.value === 'yes'}
            onClick={() => void submit()}
          >
            {say.value('submit')}
          </button>
          {now.revision > 0 && (
            <button type="button" class="link" onClick={startAnew}>
              {say.value('new')}
            </button>
          )}
        </div>
        {answer.value && <Findings of={answer.value} />}
      </section>
    </>
  );
}

function StepFields({ now }: { now: Work }): JSX.Element {
  const { organisations = [], rows = [] } = state.value ?? {};
  const text = (key: 'zh' | 'en') => (
    <label class="field">
      <span>{say.value(key === 'zh' ? 'name' : 'name.en')}</span>
      <input
        value={now.title[key]}
        maxLength={200}
        onInput={({ currentTarget: { value } }) => change({ title: { ...now.title, [key]: value } })}
      />
    </label>
  );
  return (
    <section aria-labelledby="step">
      <h2 id="step">{say.value('step')}</h2>
      {text('zh')}
      {text('en')}
      <label class="field">
        <span>{say.value('organisation')}</span>
        <input
          list="organisations"
          value={now.organisation}
          placeholder={say.value('organisation.note')}
          maxLength={80}
          onInput={({ currentTarget: { value } }) => change({ organisation: value.trim() })}
        />
        <datalist id="organisations">
          {organisations.map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
      </label>
      <label class="field">
        <span>{say.value('decisionPoint')}</span>
        <select value={now.decisionPoint} onChange={({ currentTarget: { value } }) => change({ decisionPoint: value })}>
          <option value="">{say.value('choose')}</option>
          {rows.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

interface PartProps {
  readonly name: 'number' | 'person' | 'case';
  readonly part: PickedPart;
  readonly locators: readonly Locator[];
}

function Part({ name, part, locators }: PartProps): JSX.Element {
  const label = say.value(name);
  return (
    <div class="part">
      <b>{label}</b>
      <PickButton part={part} label={label} again={locators.length > 0} />
      {locators.length > 0 ? (
        <p>
          {texts.value[part] ?? '…'} <small>{say.value('found', { by: sayLocators(locators) })}</small>
        </p>
      ) : (
        <small>{say.value('pick.none')}</small>
      )}
    </div>
  );
}

export function PickButton({ part, label, again }: { part: PickedPart; label: string; again: boolean }): JSX.Element {
  const here = picking.value === part;
  const words = say.value(again ? 'again' : 'pick');
  return (
    <button
      type="button"
      aria-label={`${words} ${label}`}
      aria-pressed={here}
      onClick={() => (here ? stopPicking() : void pick(part))}
    >
      {words}
    </button>
  );
}

/** On the page, or in its address where that names one. */
function CasePart({ now }: { now: Work }): JSX.Element {
  const keys = keysIn(address.value);
  return (
    <>
      <Part name="case" part="case" locators={Array.isArray(now.case) ? now.case : []} />
      {keys.map(({ key, url }) => (
        <label key={url} class="tick">
          <input
            type="checkbox"
            checked={'url' in now.case && now.case.url === url}
            onChange={({ currentTarget: { checked } }) => change({ case: checked ? { url } : [] })}
          />
          {say.value('case.address', { key })}
        </label>
      ))}
    </>
  );
}

const EFFECTS = ['favourable', 'adverse', 'neutral'] as const satisfies readonly Control['effect'][];

function Controls({ now }: { now: Work }): JSX.Element {
  const put = (at: number, more: Partial<Work['controls'][0]>) =>
    change({ controls: now.controls.map((one, n) => (n === at ? { ...one, ...more } : one)) });
  return (
    <section aria-labelledby="controls">
      <h2 id="controls">{say.value('controls')}</h2>
      {now.controls.map((control, at) => {
        const label = labelOf(control.locators) || texts.value[`control:${at}`] || `${at + 1}`;
        return (
          <fieldset key={`${at} ${label}`}>
            <legend>{label}</legend>
            <label class="field">
              <span>{say.value('effect')}</span>
              <select
                value={control.effect}
                onChange={({ currentTarget: { value } }) => put(at, { effect: value as Control['effect'] })}
              >
                {EFFECTS.map((effect) => (
                  <option key={effect} value={effect}>
                    {say.value(`effect.${effect}`)}
                  </option>
                ))}
              </select>
            </label>
            <RequestOf control={control} label={label} onChange={(request) => put(at, { request })} />
            <button
              type="button"
              class="link"
              aria-label={`${say.value('control.remove')} ${label}`}
              onClick={() => change({ controls: now.controls.filter((_, n) => n !== at) })}
            >
              {say.value('control.remove')}
            </button>
          </fieldset>
        );
      })}
      <button
        type="button"
        aria-pressed={picking.value === `control:${now.controls.length}`}
        onClick={() => void pick(`control:${now.controls.length}`)}
      >
        {say.value('control.add')}
      </button>
    </section>
  );
}
