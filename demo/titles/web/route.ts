import { useSyncExternalStore } from 'react';

const CHANGED = 'titles:route';

function subscribe(react: () => void): () => void {
  addEventListener('popstate', react);
  addEventListener(CHANGED, react);
  return () => {
    removeEventListener('popstate', react);
    removeEventListener(CHANGED, react);
  };
}

/** Three addresses do not want a router package: the path, by the history API. */
export function useRoute() {
  return { path: useSyncExternalStore(subscribe, () => location.pathname) };
}

export function go(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, '', path);
  dispatchEvent(new Event(CHANGED));
}
