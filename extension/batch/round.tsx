import type { BatchDecisionRequest } from '@duecheck/core/contract';
import { sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { saveFile } from '../pages/save-file.ts';
import { ask } from './ask.ts';
import { fileName } from './file-name.ts';
import type { BatchProps } from './props.ts';
import { sayNumber } from './standing.ts';

/** One decision and one reason for those with nothing to handle; nobody else is in it (DESIGN §1.9). */
export function Round({ desk, run, batch }: BatchProps): JSX.Element | null {
  const { say } = desk;
  const clear = batch.counts.clear ?? 0;
  if (batch.receipt) return <RoundReceipt desk={desk} run={run} batch={batch} />;
  if (batch.state === 'deciding') return <p role="status">{say('decided', { n: sayNumber(batch.decided) })}</p>;
  return clear === 0 ? null : <Decide desk={desk} run={run} batch={batch} />;
}

function Decide({ desk, run, batch }: BatchProps): JSX.Element {
  const { say } = desk;
  const effect = useSignal<BatchDecisionRequest['effect'] | null>(null);
  const reason = desk.reasonOf(run.id);
  const missing = useSignal<'decide.effect.missing' | 'reason.missing' | null>(null);
  const save = () => {
    const words = reason.value.trim();
    missing.value = effect.value === null ? 'decide.effect.missing' : words === '' ? 'reason.missing' : null;
    if (effect.value !== null && words !== '') void run.decide({ effect: effect.value, reason: words });
  };
  return (
    <form class="start" onSubmit={(event) => event.preventDefault()}>
      <h3>{say('decide.title', { n: sayNumber(batch.counts.clear ?? 0) })}</h3>
      <p class="muted">{say('decide.note')}</p>
      <fieldset>
        <legend>{say('decide.effect')}</legend>
        <div class="buttons">
          {(['favourable', 'neutral'] as const).map((one) => (
            <label key={one} class="choice">
              <input type="radio" name="effect" checked={effect.value === one} onChange={() => (effect.value = one)} />
              <span>{say(`decide.${one}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class="field">
        <span>{say('reason')}</span>
        <textarea
          rows={2}
          maxLength={500}
          required
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
          }}
        />
      </label>
      {missing.value && (
        <p class="fault" role="alert">
          {say(missing.value)}
        </p>
      )}
      <button type="button" class="act" disabled={run.busy.value === 'yes'} onClick={save}>
        {say(run.busy.value === 'yes' ? 'saving' : 'decide.save')}
      </button>
    </form>
  );
}

/** The round's receipt goes with the request that carries the round's decision; it names nobody. */
function RoundReceipt({ desk, run, batch }: BatchProps): JSX.Element | null {
  const { say, setup } = desk;
  const { receipt } = batch;
  if (receipt === null) return null;
  const over = Date.parse(receipt.expiresAt) <= Date.now();
  const save = async () => {
    const answer = desk.got(await ask({ type: 'batch.receipt', id: run.id }));
    if (answer) saveFile(new Blob([answer.token], { type: 'application/jose' }), `${fileName(batch.round)}.jws`);
  };
  const values = {
    n: sayNumber(receipt.n),
    time: sayTime(receipt.expiresAt, Date.now(), setup.value.language),
  };
  return (
    <section class="receipt">
      <StateLine meaning="clear">{say('decided', { n: sayNumber(batch.decided) })}</StateLine>
      <p>{say(over ? 'receipt.over' : 'receipt', values)}</p>
      <button type="button" class="quiet" onClick={() => void save()}>
        {say('receipt.save')}
      </button>
    </section>
  );
}
