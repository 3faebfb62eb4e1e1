/** A page that does not want to be held: whatever it does to itself and to us, no decision leaves without its check. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { decidedBy, passed, pressed, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterEach(async () => {
  expect(passed(office)).toEqual([]);
  await page.close();
});
afterAll(() => office.close());

const OURS = 'html > div[lang]';
const shown = () => page.waitForSelector(OURS, { state: 'attached' });
const cards = () => page.frames().filter((frame) => frame.url().includes('card.html')).length;
/** Held in the page itself: the host's own script never heard of it. */
const heldIn = async () => {
  await pressed(page, '#hire');
  expect(await decidedBy(page)).toEqual([]);
};

/** The script marks its scans where this is set in its own world. */
async function measureScans(of: Page): Promise<void> {
  const session = await of.context().newCDPSession(of);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  for (const contextId of worlds)
    await session.send('Runtime.evaluate', { contextId, expression: 'globalThis.duecheckMarks = true' });
}

describe('a hostile page', () => {
  it('cannot press for the clerk with forged events', async () => {
    page = await openCase(office, '412');
    await shown();
    await heldIn();
    await page.evaluate((ours) => {
      const host = document.querySelector(ours) as HTMLElement;
      for (const type of ['keydown', 'keypress', 'keyup'])
        host.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true, composed: true }));
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      host.click();
    }, OURS);
    await page.waitForTimeout(500);
    expect(cards()).toBe(0);
  });

  it('that takes out whatever we put in is held all the same', async () => {
    page = await openCase(office, '412');
    await page.evaluate((ours) => {
      new MutationObserver(() => document.querySelector(ours)?.remove()).observe(document.documentElement, {
        childList: true,
      });
    }, OURS);
    await page.click('#hire');
    await page.waitForTimeout(500);
    expect(await decidedBy(page)).toEqual([]);
  });

  it('that changes ten times a millisecond is held all the same', async () => {
    page = await openCase(office, '412');
    await shown();
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel();
      const sink = document.createElement('p');
      document.body.append(sink);
      const end = performance.now() + 3000;
      port2.onmessage = () => {
        for (let n = 0; n < 10; n++) sink.append(document.createElement('i'));
        if (sink.childElementCount > 2000) sink.replaceChildren();
        if (performance.now() < end) port1.postMessage(0);
      };
      port1.postMessage(0);
    });
    await page.click('#hire');
    await page.waitForTimeout(500);
    expect(await decidedBy(page)).toEqual([]);
  });

  it('that never rests is looked at for a small part of the time only', async () => {
    page = await openCase(office, '412');
    await shown();
    await measureScans(page);
    const scans = await page.evaluate(async () => {
      const body = document.createElement('div');
      body.style.cssText = 'height:0;overflow:hidden';
      document.querySelector('.el-dialog .body')?.append(body);
      body.append(
        ...Array.from({ length: 8000 }, () => Object.assign(document.createElement('span'), { textContent: 'x' })),
      );
      const storm = setInterval(() => body.append(document.createElement('i')), 4);
      // However long that takes: the slower the machine, the longer each rest.
      while (performance.getEntriesByName('duecheck:scan:end').length < 6)
        await new Promise((resolve) => setTimeout(resolve, 100));
      clearInterval(storm);
      const at = (name: string) => performance.getEntriesByName(name).map(({ startTime }) => startTime);
      return { begun: at('duecheck:scan:begin'), ended: at('duecheck:scan:end') };
    });
    let before = 0;
    for (const [at, end] of scans.ended.entries()) {
      const took = end - (scans.begun[at] as number);
      const next = scans.begun[at + 1];
      // The first look after a change may be the slow one.
      if (next !== undefined && at > 1) expect(next - end).toBeGreaterThan(Math.min(Math.min(took, before) * 15, 3900));
      before = took;
    }
    await heldIn();
  });

  it('with two hundred frames and five thousand rows is held all the same', async () => {
    page = await openCase(office, '412');
    await page.evaluate(() => {
      const frames = Array.from({ length: 200 }, () => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>';
        frame.hidden = true;
        return frame;
      });
      const body = document.querySelector('tbody');
      const row = body?.firstElementChild;
      if (row) body?.append(...Array.from({ length: 5000 }, () => row.cloneNode(true)));
      document.body.append(...frames);
    });
    await shown();
    await heldIn();
  });

  it('that lies over our prompt, and lets presses through to it, gets none', async () => {
    page = await openCase(office, '412');
    await shown();
    await heldIn();
    const box = await page.locator('#hire').boundingBox();
    await page.evaluate(() => {
      const over = document.createElement('div');
      over.popover = 'manual';
      over.style.cssText =
        'position:fixed;inset:0;width:100vw;height:100vh;background:#fff;pointer-events:none;border:0;margin:0';
      document.body.append(over);
      over.showPopover();
    });
    await page.waitForTimeout(500);
    // Where the prompt's own button lies: above the control that was pressed.
    await page.mouse.click((box?.x ?? 0) - 35, (box?.y ?? 0) - 35);
    await page.waitForTimeout(500);
    expect(cards()).toBe(0);
    expect(await decidedBy(page)).toEqual([]);
  });

  it('that comes back out of the back/forward cache is held', async () => {
    page = await openCase(office, '412');
    await shown();
    await page.goto('about:blank');
    await page.goBack();
    await until(() => page.evaluate(() => 'people' in globalThis)).toBe(true);
    await page.evaluate(() => {
      const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
      scope.show(scope.people.find(({ id }) => id === '412'));
    });
    await shown();
    await heldIn();
  });

  it('that writes itself anew sends nothing', async () => {
    page = await openCase(office, '412');
    await shown();
    await page.evaluate(() => {
      document.open();
      document.write('<button id="raw" onclick="fetch(`/api/candidates/412/hire`, { method: `POST` })">录用</button>');
      document.close();
    });
    await page.click('#raw');
    await page.waitForTimeout(500);
  });

  it('that moves by history or by hash is held', async () => {
    page = await openCase(office, '412');
    await shown();
    await page.evaluate(() => {
      history.pushState(null, '', '/?view=2');
      location.hash = '#/case/412';
    });
    await shown();
    await heldIn();
  });

  it('that has patched every prototype it knows reaches neither our root nor our listeners', async () => {
    await office.context.addInitScript(() => {
      const roots: unknown[] = [];
      Object.assign(globalThis, { roots });
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function (how) {
        const root = attachShadow.call(this, { ...how, mode: 'open' });
        roots.push(root);
        return root;
      };
      Event.prototype.preventDefault = () => undefined;
      Event.prototype.stopImmediatePropagation = () => undefined;
      Element.prototype.closest = () => null;
      Document.prototype.querySelectorAll = () => document.createDocumentFragment().childNodes as never;
      Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true });
      performance.now = () => 0;
    });
    page = await openCase(office, '412');
    await shown();
    await heldIn();
    const reached = await page.evaluate(
      (ours) => [
        (globalThis as unknown as { roots: unknown[] }).roots.length,
        document.querySelector(ours)?.shadowRoot ?? null,
        'chrome' in globalThis && 'sendMessage' in ((globalThis.chrome as { runtime?: object }).runtime ?? {}),
      ],
      OURS,
    );
    expect(reached).toEqual([0, null, false]);
  });
});
