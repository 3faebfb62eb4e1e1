import { AUDIT_FRAME } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { wordsOf } from '../house/language.ts';
import { saveFile } from '../house/save-file.ts';
import { sayInstant } from '../house/when.ts';
import { explained, type HeadAlarm, headAlarm } from './watch-head.ts';

/** Above everything, until somebody explains it. */
export function Alarm(): JSX.Element | null {
  const say = wordsOf(AUDIT_FRAME);
  const { value } = headAlarm;
  if (value === null) return null;
  return (
    <section class="alarm" role="alert" aria-labelledby="alarm-title">
      <Icon name="refused" />
      <div>
        <h2 id="alarm-title">{say('alarm.title')}</h2>
        <p>
          {say(`alarm.${value.code}`, {
            seen: sizeIn(value.seen),
            now: sizeIn(value.served),
            origin: value.served.split('\n', 1)[0] ?? '',
          })}{' '}
          <time dateTime={value.at}>{sayInstant(value.at)}</time>
        </p>
        <p>{say('alarm.note')}</p>
        <button
          type="button"
          onClick={() => saveFile('duecheck-alarm.txt', 'text/plain;charset=utf-8', evidence(value))}
        >
          {say('alarm.save')}
        </button>
        <details>
          <summary>{say('alarm.explained')}</summary>
          <p>{say('alarm.explained.note')}</p>
          <button type="button" onClick={explained}>
            {say('alarm.begin')}
          </button>
        </details>
      </div>
    </section>
  );
}

const sizeIn = (note: string | null): string => note?.split('\n')[1] ?? '';

const evidence = ({ code, seen, served, at }: HeadAlarm): string =>
  `${code} ${at}\n\n--- seen\n${seen ?? ''}\n--- served\n${served}`;
