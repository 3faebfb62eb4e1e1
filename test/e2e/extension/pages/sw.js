// A host's own service worker: it decides when asked to, and rewrites what passes through it.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', ({ data }) => fetch(data, { method: 'POST' }).catch(() => null));
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.pathname === '/rewrite') event.respondWith(fetch(url.searchParams.get('to'), { method: 'POST' }));
});
