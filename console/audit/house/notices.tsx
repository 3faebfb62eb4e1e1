import type { AlertsAnswer, ClockAnswer } from '@duecheck/core/contract';
import { AUDIT_FRAME, sayDate } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type * as z from 'zod/mini';
import { ask } from './ask.ts';
import { language, wordsOf } from './language.ts';
import { sayInstant } from './when.ts';

const LOOK_MS = 60_000;

/** What concerns whoever sits here, on every page: witnesses that are not as they should be, and a date that a demonstration moved. */
export function Notices(): JSX.Element {
  const say = wordsOf(AUDIT_FRAME);
  const witnesses = useSignal<z.output<typeof AlertsAnswer>['witnesses']>([]);
  const clock = useSignal<z.output<typeof ClockAnswer> | null>(null);
  useEffect(() => {
    const look = () => {
      void ask('alerts').then((reply) => {
        if (reply.ok) witnesses.value = reply.answer.witnesses;
      });
      void ask('clock').then((reply) => {
        if (reply.ok) clock.value = reply.answer;
      });
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      {clock.value?.moved === true ? (
        <p class="moved">{say('clock.moved', { date: sayDate(clock.value.legalToday, language.value) })}</p>
      ) : null}
      {witnesses.value.map(({ witness, code, since }) => (
        <div key={`${witness}/${code}`} class="fault" role="alert">
          <Icon name="refused" />
          <p>
            <strong>{say('witness.title', { name: witness })}</strong> {say(code)} (
            {say('since', { time: sayInstant(since) })})
          </p>
        </div>
      ))}
    </>
  );
}
