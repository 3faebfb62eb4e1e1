import type { RulesAnswer } from '@duecheck/core/contract';
import { AUDIT_REVIEW, inLanguage } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ask } from '../house/ask.ts';
import { language, wordsOf } from '../house/language.ts';

/** What is looked for. The credit office changes it, two persons at a time. */
export function Rules(): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  const answer = useSignal<RulesAnswer | null>(null);
  const inForce = answer.value?.versions.find(({ version }) => version === answer.value?.inForce);
  return (
    <details
      onToggle={(event) => {
        if (!event.currentTarget.open || answer.value !== null) return;
        void ask('reviewRules').then((reply) => {
          if (reply.ok) answer.value = reply.answer;
        });
      }}
    >
      <summary>{say('rules')}</summary>
      {inForce === undefined ? null : <p class="note">{say('rules.version', { version: inForce.version })}</p>}
      <ul>
        {(inForce?.rules ?? []).map(({ id, title, state }) => (
          <li key={id}>
            {inLanguage(title, language.value)} {state === 'off' ? <span class="note">{say('rules.off')}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
