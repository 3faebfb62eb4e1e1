import type { DecisionAnswer, ReleaseAnswer, ReleaseKind } from '@duecheck/core/contract';
import { sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { lookAgain } from '../../pages/look-again.ts';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';
import { Unchecked } from './unchecked.tsx';

/** Soon enough for somebody who waits, rare enough for a gateway with three thousand clerks. */
const LOOK_EVERY_MS = 4000;

interface Props {
  readonly model: Model;
  /** Why the lookup was refused. */
  readonly reason: 'release' | 'quota';
  readonly today: string;
  readonly recheck: DecisionAnswer | null;
}

/** A second person's word: asked for, waited for, used. Who can help stands here; who it will be is theirs to settle. */
export function Release(props: Props): JSX.Element {
  const { say, view, authority } = props.model;
  const release = authority.release.value;
  const state = release?.state ?? null;
  useEffect(() => void authority.lookAtRelease(), []);
  useEffect(() => (state === 'asked' ? lookAgain(authority.lookAtRelease, LOOK_EVERY_MS) : undefined), [state]);
  const time = (instant: string) => sayTime(instant, Date.now(), view.language);
  if (release === null) return <Ask {...props} />;
  switch (release.state) {
    case 'asked':
      return (
        <div role="status">
          <StateLine meaning="unchecked">{say('release.asked')}</StateLine>
          <p class="muted">{say('release.asked.since', { time: time(release.askedAt) })}</p>
          {authority.sight.value === 'stale' && <p class="muted">{say('release.stale')}</p>}
        </div>
      );
    case 'given':
      return (
        <>
          <div role="status">
            <StateLine meaning="clear">{say('release.given', { time: time(release.validUntil) })}</StateLine>
          </div>
          <Given {...props} release={release} />
        </>
      );
    case 'refused':
    case 'used':
    case 'ended':
      return (
        <>
          <p>{say(release.state === 'refused' ? 'release.refused' : 'release.ended')}</p>
          <Ask {...props} />
        </>
      );
  }
}

function Ask({ model, reason }: Props): JSX.Element {
  const { say, authority, due, busy } = model;
  const { plea } = authority;
  // Only a step that is held can be let past its hold; a second person's word is for the lookup alone.
  const kinds: readonly ReleaseKind[] =
    reason === 'quota' ? ['break-glass'] : due.value?.holds ? ['second-person', 'break-glass'] : ['second-person'];
  const chosen = useSignal<ReleaseKind>(kinds[0] as ReleaseKind);
  const ready = plea.value.trim() !== '';
  return (
    <form class="decision">
      {kinds.length > 1 && (
        <fieldset>
          <legend>{say('release.kind')}</legend>
          {kinds.map((kind) => (
            <label key={kind} class="choice">
              <input
                type="radio"
                name="release"
                checked={chosen.value === kind}
                onChange={() => (chosen.value = kind)}
              />
              <span>{say(`release.kind.${kind}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p>{say(`release.who.${chosen.value}`)}</p>
      <label class="field">
        <span>{say('release.reason')}</span>
        <textarea
          rows={2}
          maxLength={500}
          required
          aria-describedby="release-sees"
          value={plea.value}
          onInput={(event) => {
            plea.value = event.currentTarget.value;
            model.keep();
          }}
        />
      </label>
      <small id="release-sees">{say('release.sees')}</small>
      <Press
        primary="yes"
        save="yes"
        ready={ready ? 'yes' : 'no'}
        onPress={() => ready && void model.askRelease(chosen.value)}
      >
        {say(busy.value === 'saving' ? 'saving' : 'release.ask')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}

function Given({ model, today, recheck, release }: Props & { readonly release: ReleaseAnswer }): JSX.Element {
  const { say, due, control } = model;
  const unchecked = useSignal<'no' | 'yes'>('no');
  // A decision on its way waits for its re-check; nothing but a check lets it take effect.
  const mayGoOn = release.kind === 'break-glass' && due.value?.holds === true && recheck === null;
  return (
    <>
      <div class="buttons">
        <Press primary="yes" onPress={() => void model.check(recheck)}>
          {say('due.check')}
        </Press>
        {mayGoOn && control.value && unchecked.value === 'no' && (
          <Press onPress={() => (unchecked.value = 'yes')}>{say('release.unchecked')}</Press>
        )}
      </div>
      {mayGoOn && unchecked.value === 'yes' && (
        <>
          <p class="muted">{say('release.unchecked.what')}</p>
          <Unchecked model={model} because="break-glass" today={today} />
        </>
      )}
    </>
  );
}
