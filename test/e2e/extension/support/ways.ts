/** Ways to decide about candidate 412 on the host's page: by its controls, and past them. */
import type { Driver } from './desk.ts';

const HIRE = '/api/candidates/412/hire';
/** One click, one GET. */
const APPROVE = '/api/candidates/412/approve';

export interface Way {
  /** Whether a person presses something that the binding names. */
  readonly by: 'control' | 'request';
  run(page: Driver): Promise<unknown>;
}
const control = (run: Way['run']): Way => ({ by: 'control', run });
const request = (run: Way['run']): Way => ({ by: 'request', run });

/** Puts markup into the host's dialog, so that the binding's container holds it; `sendDecision()` sends it by fetch. */
const inDialog = (page: Driver, html: string) =>
  page.evaluate(
    ([markup, url]) => {
      (globalThis as unknown as { sendDecision(): void }).sendDecision = () =>
        void fetch(url as string, { method: 'POST' }).catch(() => null);
      document.querySelector('.el-dialog footer')?.insertAdjacentHTML('afterbegin', markup as string);
    },
    [html, HIRE],
  );
const pressIn = (
  page: Driver,
  html: string,
  css: string,
  act: (page: Driver, css: string) => Promise<unknown> = clicked,
) => inDialog(page, html).then(() => act(page, css));
const clicked = (page: Driver, css: string) => page.click(css);

const form = (submit: string) => `<form id="f" method="post" action="${HIRE}">${submit}</form>`;
const inPage = (script: (url: string) => unknown, url = HIRE) => request((page) => page.evaluate(script, url));

export const WAYS: Readonly<Record<string, Way>> = {
  'a click': control((page) => page.click('#hire')),
  'a double click': control((page) => page.click('#hire', { count: 2 })),
  'a click on the words inside': control((page) => page.click('#hire span')),
  'a click of the middle button on a link': control((page) =>
    pressIn(page, `<a id="l" href="${APPROVE}">一键通过</a>`, '#l', () => page.click('#l', { button: 'middle' })),
  ),
  'a touch': control((page) =>
    page
      .evaluate(() =>
        document.getElementById('hire')?.dispatchEvent(new Event('touchstart', { bubbles: true, cancelable: true })),
      )
      .then(() => page.click('#hire')),
  ),
  'a button that acts on pointerdown': control((page) =>
    pressIn(page, '<button type="button" id="d" onpointerdown="sendDecision()">一键通过</button>', '#d'),
  ),
  'a button that acts on mouseup': control((page) =>
    pressIn(page, '<button type="button" id="d" onmouseup="sendDecision()">一键通过</button>', '#d'),
  ),
  'Enter on the button': control((page) => page.focus('#hire').then(() => page.key('Enter'))),
  'Space on the button': control((page) => page.focus('#hire').then(() => page.key(' '))),
  'Enter in a field of its form': control((page) =>
    pressIn(page, form('<input id="i"><button type="submit">一键通过</button>'), '#i', async (at) => {
      await at.focus('#i');
      await at.key('Enter');
    }),
  ),
  'a submit button': control((page) => pressIn(page, form('<input id="s" type="submit" value="一键通过">'), '#s')),
  'an image button': control((page) =>
    pressIn(page, form('<input id="s" type="image" alt="一键通过" width="40" height="20">'), '#s'),
  ),
  'a link that decides (GET)': control((page) => pressIn(page, `<a id="l" href="${APPROVE}">一键通过</a>`, '#l')),
  'a link into a new tab (GET)': control((page) =>
    pressIn(page, `<a id="l" target="_blank" href="${APPROVE}">一键通过</a>`, '#l'),
  ),
  'a styled span': control((page) => pressIn(page, '<span id="d" onclick="sendDecision()">一键通过</span>', '#d')),
  'the host’s own hot key, by the button': control((page) =>
    page.evaluate(() => document.getElementById('hire')?.click()),
  ),
  'requestSubmit()': control((page) =>
    inDialog(page, form('<button type="submit">一键通过</button>')).then(() =>
      page.evaluate(() => (document.getElementById('f') as HTMLFormElement).requestSubmit()),
    ),
  ),

  'a hot key, by fetch': request((page) =>
    inDialog(page, '').then(async () => {
      await page.evaluate(() => {
        addEventListener(
          'keydown',
          ({ key }) => key === 'F4' && (globalThis as unknown as { sendDecision(): void }).sendDecision(),
        );
      });
      await page.key('F4');
    }),
  ),
  'form.submit()': request((page) =>
    inDialog(page, form('')).then(() =>
      page.evaluate(() => HTMLFormElement.prototype.submit.call(document.getElementById('f'))),
    ),
  ),
  fetch: inPage((url) => fetch(url, { method: 'POST' }).catch(() => null)),
  'fetch keepalive': inPage((url) => fetch(url, { method: 'POST', keepalive: true }).catch(() => null)),
  'fetch with a forged receipt': inPage((url) =>
    fetch(url, { method: 'POST', headers: { 'credit-check-receipt': 'forged' } }).catch(() => null),
  ),
  'an address in capitals': inPage((url) => fetch(url.replace('hire', 'HIRE'), { method: 'POST' }).catch(() => null)),
  XMLHttpRequest: inPage(
    (url) =>
      new Promise((resolve) => {
        const sent = new XMLHttpRequest();
        sent.onloadend = resolve;
        sent.open('POST', url);
        sent.send();
      }),
  ),
  sendBeacon: inPage((url) => void navigator.sendBeacon(url, 'x')),
  'a form into a frame': inPage((url) => {
    const frame = document.createElement('iframe');
    frame.name = 'into';
    const made = document.createElement('form');
    Object.assign(made, { method: 'post', action: url, target: 'into' });
    document.body.append(frame, made);
    made.submit();
  }),
  'a form into a new tab': inPage((url) => {
    const made = document.createElement('form');
    Object.assign(made, { method: 'post', action: url, target: '_blank' });
    document.body.append(made);
    made.submit();
  }),
  'location.assign (GET)': inPage((url) => location.assign(url), APPROVE),
  'window.open (GET)': inPage((url) => void open(url), APPROVE),
  'an image address (GET)': inPage((url) => {
    new Image().src = url;
  }, APPROVE),
  'the page’s service worker': inPage(async (url) => {
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(url);
  }),
  'a request that the service worker rewrites': inPage(async (url) => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    await fetch(`/rewrite?to=${encodeURIComponent(url)}`, { method: 'POST' }).catch(() => null);
  }),
  'a shared worker': inPage((url) => {
    const body = `onconnect = () => fetch(${JSON.stringify(location.origin + url)}, { method: 'POST', mode: 'no-cors' })`;
    new SharedWorker(URL.createObjectURL(new Blob([body], { type: 'text/javascript' })));
  }),
  'a second tab': request(async (page) => {
    const second = await page.secondTab();
    await second.evaluate((url) => fetch(url, { method: 'POST' }).catch(() => null), HIRE);
  }),
  'another spelling of the address': inPage((url) =>
    fetch(url.replace('/hire', '/%68ire'), { method: 'POST' }).catch(() => null),
  ),
  'a WebSocket': inPage(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}${url}`);
        socket.onopen = socket.onerror = resolve;
      }),
  ),
};
