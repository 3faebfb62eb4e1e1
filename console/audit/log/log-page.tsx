import { AUDIT_FIGURES } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Fault } from '../house/fault.tsx';
import { Field, faultProps } from '../house/field.tsx';
import { wordsOf } from '../house/language.ts';
import { saveFile } from '../house/save-file.ts';
import { Outcome } from './outcome.tsx';
import { run, stop, verifyAll } from './run.ts';
import { type Believed, believed, newestSeen, rootText, seenOf, trust, useKey } from './trust.ts';
import { lookAtHead } from './watch-head.ts';

/** What this page believes, and all of the log computed from it. */
export function LogPage(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const outage = useSignal<'no' | 'yes'>('no');
  const read = () =>
    trust()
      .then(lookAtHead)
      .then(
        () => {
          outage.value = 'no';
        },
        () => {
          outage.value = 'yes';
        },
      );
  useEffect(() => void read(), []);
  const { value } = believed;
  const newest = value && newestSeen(value);
  const seen = newest === null ? null : seenOf(value as Believed, newest);
  return (
    <div class="figures">
      <h1 tabIndex={-1}>{say('log.title')}</h1>
      <p class="note">{say('log.note')}</p>
      {outage.value === 'yes' ? <Fault failure={{ kind: 'outage' }} again={() => void read()} /> : null}
      {value === null ? null : (
        <>
          <dl class="facts wide-facts">
            <div>
              <dt>{say('log.key')}</dt>
              <dd>
                <code>{value.vkey}</code>
                <p class="note">{say(value.from === 'given' ? 'log.key.given' : 'log.key.first')}</p>
                <KeyForm />
              </dd>
            </div>
            <div>
              <dt>{say('log.seen')}</dt>
              <dd>
                {seen === null ? (
                  say('log.seen.none')
                ) : (
                  <>
                    {say('log.size', { n: Number(seen.size) })} <code>{rootText(seen)}</code>{' '}
                    <button
                      type="button"
                      onClick={() =>
                        saveFile('duecheck-head.txt', 'text/plain;charset=utf-8', value.seen[newest ?? ''] ?? '')
                      }
                    >
                      {say('log.seen.save')}
                    </button>
                  </>
                )}
              </dd>
            </div>
            <div>
              <dt>{say('log.witnesses')}</dt>
              <dd>
                {value.witnesses.vkeys.length === 0 ? (
                  say('log.witnesses.none')
                ) : (
                  <>
                    {say('log.witnesses.quorum', { n: value.witnesses.quorum })}
                    <ul>
                      {value.witnesses.vkeys.map((vkey) => (
                        <li key={vkey}>
                          <code>{vkey}</code>
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </dd>
            </div>
          </dl>
          <Verification />
        </>
      )}
    </div>
  );
}

function Verification(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const { value } = run;
  return (
    <section>
      {value.state === 'running' ? (
        <>
          <progress aria-label={say('log.title')} max={Math.max(1, value.size)} value={value.done} />
          <p>
            {say('log.progress', { done: value.done, size: value.size, rate: value.rate, left: value.left })}{' '}
            <button type="button" onClick={stop}>
              {say('log.stop')}
            </button>
          </p>
        </>
      ) : (
        <button class="main" type="button" onClick={() => void verifyAll()}>
          {say('log.verify')}
        </button>
      )}
      <div role="status">
        {value.state === 'stopped' ? <p>{say('log.stopped')}</p> : null}
        {value.state === 'over' ? <Outcome verdict={value.verdict} seconds={value.seconds} /> : null}
      </div>
    </section>
  );
}

function KeyForm(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const text = useSignal('');
  const fault = useSignal<string | undefined>(undefined);
  return (
    <details>
      <summary>{say('log.key.change')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          useKey(text.value.trim()).then(
            () => {
              fault.value = undefined;
              text.value = '';
            },
            () => {
              fault.value = say('log.key.bad');
            },
          );
        }}
      >
        <Field id="log-key" label={say('log.key')} fault={fault.value}>
          <input
            id="log-key"
            value={text.value}
            autocomplete="off"
            spellcheck={false}
            {...faultProps('log-key', fault.value)}
            onInput={(event) => {
              text.value = event.currentTarget.value;
            }}
          />
        </Field>
        <button type="submit">{say('log.key.use')}</button>
      </form>
    </details>
  );
}
