import { AUDIT_FRAME } from '@duecheck/core/text';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import type { Failure } from './ask.ts';
import { wordsOf } from './language.ts';

/** What went wrong, and what to do next. Nothing where the page says it elsewhere. */
export function Fault({ failure, again }: { failure: Failure; again?: () => void }): JSX.Element | null {
  const say = wordsOf(AUDIT_FRAME);
  if (failure.kind === 'signed-out' || failure.kind === 'dropped') return null;
  const text =
    failure.kind === 'outage'
      ? say('fault.outage')
      : failure.code === 'search-too-broad'
        ? say('fault.too-broad')
        : say('fault.other', { code: failure.code, id: failure.requestId });
  return (
    <div class="fault" role="alert">
      <Icon name="refused" />
      <p>{text}</p>
      {again === undefined ? null : (
        <button type="button" onClick={again}>
          {say('again')}
        </button>
      )}
    </div>
  );
}

/** The entry of this very question, as other auditors see it. */
export const Registered = ({ query }: { query: string }): JSX.Element => (
  <a class="registered" href={`/audit/entries/${query}`}>
    {wordsOf(AUDIT_FRAME)('registered.as')}
  </a>
);
