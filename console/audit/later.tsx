import { AUDIT_FRAME } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Fault } from './house/fault.tsx';
import { wordsOf } from './house/language.ts';

type Loaded = { readonly page: ComponentType } | 'loading' | 'failed';

/** A page that is fetched when it is first shown. A deployment meanwhile may have taken the file away: a reload finds the new one. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  let known: ComponentType | null = null;
  return function Later(): JSX.Element {
    const state = useSignal<Loaded>(known === null ? 'loading' : { page: known });
    useEffect(() => {
      if (known !== null) return;
      load().then(
        (page) => {
          known = page;
          state.value = { page };
        },
        () => {
          state.value = 'failed';
        },
      );
    }, []);
    if (state.value === 'loading') return <p class="empty">{wordsOf(AUDIT_FRAME)('loading')}</p>;
    if (state.value === 'failed') return <Fault failure={{ kind: 'outage' }} again={() => location.reload()} />;
    const { page: Page } = state.value;
    return <Page />;
  };
}
