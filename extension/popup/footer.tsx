import { sayDate } from '@duecheck/core/text';
import type { ComponentChildren, JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { gateway, openOptions, saveDiagnostics, say } from './state.ts';

/** Which lists stand, and what else there is. */
export function Footer({ now, children }: { now: PopupState; children?: ComponentChildren }): JSX.Element {
  const { setup, lists, language } = now;
  return (
    <>
      {setup === 'no-root' && <p class="fault">{say.value('noRoot')}</p>}
      {lists.refused && <p class="fault">{say.value('lists.refused', { code: lists.refused })}</p>}
      {gateway.value.demoDate && (
        <p class="muted">{say.value('demo.clock', { date: sayDate(gateway.value.demoDate, language) })}</p>
      )}
      <footer>
        <span>{lists.version ? say.value('lists', { version: lists.version }) : say.value('lists.none')}</span>
        {children}
        <button type="button" class="link" onClick={() => void openOptions()}>
          {say.value('options')}
        </button>
        <button type="button" class="link" title={say.value('diagnostics.note')} onClick={() => void saveDiagnostics()}>
          {say.value('diagnostics')}
        </button>
      </footer>
    </>
  );
}
