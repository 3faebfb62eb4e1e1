import type { AuditFailure } from '@duecheck/core/register';
import { AUDIT_FIGURES } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { wordsOf } from '../house/language.ts';
import type { Verdict } from './run.ts';

export function Outcome({ verdict, seconds }: { verdict: Verdict; seconds: number }): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  if (verdict.kind === 'broken')
    return (
      <p class="sum open">
        <Icon name="unchecked" />
        <span>{say('log.broken', { code: verdict.code })}</span>
      </p>
    );
  if (verdict.kind === 'verified')
    return (
      <p class="sum holds">
        <Icon name="clear" />
        <span>{say('log.verified', { size: verdict.size, seconds })}</span>
      </p>
    );
  return (
    <>
      <p class="sum fails">
        <Icon name="refused" />
        <span>{say('log.failed', { n: verdict.of })}</span>
      </p>
      <ul>
        {verdict.failures.map((failure) => (
          <li key={JSON.stringify(placesIn(failure))}>{say(`fail.${failure.code}`, placesIn(failure))}</li>
        ))}
      </ul>
    </>
  );
}

/** Entries are counted from 1 on screen. */
const placesIn = (failure: AuditFailure): Record<string, string> => ({
  code: failure.code,
  ...('entry' in failure ? { entry: String(failure.entry + 1n) } : {}),
  ...('first' in failure ? { first: String(failure.first + 1n), last: String(failure.last + 1n) } : {}),
});
