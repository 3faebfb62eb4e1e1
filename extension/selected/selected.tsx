import { SELECTED, translator } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { FromSelected, SelectedReplies, SelectedView } from '../messages/selected.ts';
import { sendToWorker } from '../pages/ask-worker.ts';

export const ask = async <T extends FromSelected['type']>(
  message: Extract<FromSelected, { type: T }>,
): Promise<SelectedReplies[T] | null> => (await sendToWorker(message)) as SelectedReplies[T] | null;

/** For which step, then the card: a number alone is never looked up. */
export function Selected({ page, view }: { page: string; view: SelectedView }): JSX.Element {
  const say = translator(SELECTED, view.language);
  const signedIn = useSignal(view.signedIn);
  const failed = useSignal<'no' | 'yes'>('no');
  const { selected } = view;
  if ('problem' in selected) {
    const key = `problem.${selected.problem}`;
    return (
      <main>
        <h1>{say('title')}</h1>
        <StateLine meaning="refused">{say(key in SELECTED ? (key as 'problem.none') : 'problem.other')}</StateLine>
        <p class="muted">{say('nothing')}</p>
      </main>
    );
  }
  const signIn = async () => {
    const result = await ask({ type: 'selected.signIn', page });
    failed.value = result === 'signed-in' ? 'no' : 'yes';
    if (result === 'signed-in') signedIn.value = 'yes';
  };
  return (
    <main>
      <h1>{say('title')}</h1>
      <p>{say('number', selected)}</p>
      {signedIn.value === 'yes' ? (
        <Steps page={page} say={say} />
      ) : (
        <section>
          <StateLine meaning="unchecked">{say('signedOut.title')}</StateLine>
          <button type="button" class="act" onClick={() => void signIn()}>
            {say('signIn')}
          </button>
          {failed.value === 'yes' && (
            <p class="fault" role="alert">
              {say('signIn.failed')}
            </p>
          )}
        </section>
      )}
    </main>
  );
}

type Say = ReturnType<typeof translator<typeof SELECTED>>;

function Steps({ page, say }: { page: string; say: Say }): JSX.Element {
  const found = useSignal<SelectedReplies['selected.steps'] | 'asking' | null>('asking');
  const chosen = useSignal('');
  const fault = useSignal<'none' | 'kind' | 'gone'>('none');
  useEffect(() => {
    void ask({ type: 'selected.steps', page }).then((reply) => {
      if (reply?.ok) chosen.value = reply.answer.here ?? '';
      found.value = reply;
    });
  }, []);
  const reply = found.value;
  if (reply === 'asking') return <p class="muted">{say('asking')}</p>;
  if (!reply?.ok)
    return (
      <p class="fault" role="alert">
        {say('outage')}
      </p>
    );
  const { steps } = reply.answer;
  if (steps.length === 0) return <p class="muted">{say('steps.none')}</p>;
  const go = async () => {
    const went = await ask({ type: 'selected.go', page, binding: chosen.value });
    fault.value = went === 'opened' ? 'none' : (went ?? 'gone');
  };
  return (
    <form
      class="manual"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <label class="field">
        <span>{say('step')}</span>
        <select
          ref={takeKeys}
          value={chosen.value}
          onChange={({ currentTarget: { value } }) => {
            chosen.value = value;
          }}
        >
          <option value="">{say('choose')}</option>
          {steps.map(({ binding, title }) => (
            <option key={binding} value={binding}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <p class="muted">{say('next')}</p>
      <div class="buttons">
        <button type="submit" class="act" disabled={chosen.value === ''}>
          {say('go')}
        </button>
      </div>
      {fault.value !== 'none' && (
        <p class="fault" role="alert">
          {say(fault.value)}
        </p>
      )}
    </form>
  );
}

const takeKeys = (select: HTMLSelectElement | null): void => {
  if (select !== null && document.activeElement === document.body) select.focus();
};
