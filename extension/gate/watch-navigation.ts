/**
 * Layer 2: a decision that leaves by a navigation (a link, a form, `form.submit()`) is called off before it leaves. The
 * network would hold it too, and put an error page in the place of whatever the clerk had typed. Stands as long as the
 * document does. Without the Navigation API (Firefox before 147) the network alone holds it.
 */
import type { Deciding, FindDecision } from './decision-request.ts';

/** What we use of it; the DOM library that we compile against may not know it yet. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
  readonly formData: FormData | null;
  readonly hashChange: boolean;
}

/** @param mayGo whether this very decision has been let go. */
export function watchNavigation(
  find: FindDecision,
  mayGo: (deciding: Deciding) => boolean,
  react: (deciding: Deciding) => void,
): void {
  const { navigation } = globalThis as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (raw) => {
    const event = raw as NavigateEvent;
    if (event.hashChange || !event.cancelable) return;
    const deciding = find(event.destination.url, event.formData ? 'POST' : 'GET');
    if (!deciding || deciding.step.binding.enforcement === 'observe' || mayGo(deciding)) return;
    event.preventDefault();
    react(deciding);
  });
}
