/** Before the card knows whose it is: what the page does not say, typed by the clerk from the document itself. */
import { FILL, translator } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FillFault, FillReplies, FillView, FromFill } from '../messages/fill.ts';
import { sendToWorker } from '../pages/ask-worker.ts';
import { covered, stageShown } from './genuine-press.ts';
import { Press } from './press.tsx';
import { Shell } from './shell.tsx';

export const askFill = async <T extends FromFill['type']>(
  message: Extract<FromFill, { type: T }>,
): Promise<FillReplies[T] | null> => (await sendToWorker(message)) as FillReplies[T] | null;

/** @param filled called when the ticket is whole. */
export function Fill({ ticket, view, filled }: { ticket: string; view: FillView; filled: () => void }): JSX.Element {
  const say = translator(FILL, view.language);
  const { known, masked, why } = view;
  const typed = useSignal({ case: '', number: '', name: '' });
  const fault = useSignal<FillFault | 'gone' | null>(null);
  const busy = useSignal<'no' | 'yes'>('no');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    stageShown();
    form.current?.querySelector('input')?.focus();
  }, []);
  const save = async () => {
    if (busy.value === 'yes') return;
    busy.value = 'yes';
    const reply = await askFill({ type: 'fill.save', ticket, ...typed.value });
    busy.value = 'no';
    fault.value = reply === null ? 'gone' : reply.ok ? null : reply.fault;
    if (reply?.ok) filled();
  };
  const field = (name: 'case' | 'number' | 'name', words: string, max: number) => (
    <label class="field">
      <span>{words}</span>
      <input
        type="text"
        autocomplete="off"
        spellcheck={false}
        maxLength={max}
        value={typed.value[name]}
        onInput={({ currentTarget: { value } }) => {
          typed.value = { ...typed.value, [name]: value };
        }}
      />
    </label>
  );
  const said = [known.case, known.number, known.name].filter((one) => one !== null);
  return (
    <Shell
      label={say('card.label')}
      closeLabel={say('close')}
      heading={view.title}
      about={said.length > 0 ? `${say(why === 'manual' ? 'known.selected' : 'known')} · ${said.join(' · ')}` : ''}
      size={(height) => void askFill({ type: 'fill.size', ticket, height })}
      close={() => void askFill({ type: 'fill.close', ticket })}
      keeps={() => Object.values(typed.value).some((text) => text !== '')}
    >
      <StateLine meaning="due">{say(why)}</StateLine>
      {why === 'manual' && <p>{view.purpose}</p>}
      {why === 'stale' && <p class="muted">{say('stale.note')}</p>}
      <form ref={form} class="decision">
        {known.case === null &&
          field('case', view.caseWords ? say('case.words', { words: view.caseWords }) : say('case'), 200)}
        {known.number === null && field('number', masked ? say('number.masked', { masked }) : say('number'), 40)}
        {known.name === null && field('name', say('name'), 200)}
        <p class="muted">{say('note')}</p>
        {(fault.value !== null || covered.value === 'pressed') && (
          <p class="fault" role="alert">
            {fault.value === null ? say('covered') : sayFault(fault.value, say)}
          </p>
        )}
        <Press primary="yes" save="yes" onPress={() => void save()}>
          {say(busy.value === 'yes' ? 'saving' : 'save')} <kbd>Ctrl+Enter</kbd>
        </Press>
      </form>
    </Shell>
  );
}

function sayFault(fault: FillFault | 'gone', say: ReturnType<typeof translator<typeof FILL>>): string {
  if (fault === 'gone') return say('gone');
  if (fault.field !== 'number') return say(`fault.${fault.field}`);
  const key = `fault.number.${fault.problem}`;
  return say(key in FILL ? (key as 'fault.number.other') : 'fault.number');
}
