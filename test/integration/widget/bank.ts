/** A bank's site with the widget on it, the gateway behind, the person's window, and an identity provider: each on its own origin. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startIdentityProvider } from '../../../demo/identity-provider/start.ts';
import { type PartnerPlan, planPartner, startPartner } from '../../../demo/partner/start.ts';
import { freePorts } from '../../../demo/ports.ts';
import { serveWidget } from '../../../gateway/widget-host/serve-widget.ts';
import { serveWindow } from '../../../gateway/window/serve-window.ts';
import { type City, openCity } from '../gateway/city.ts';

export interface Bank {
  readonly city: City;
  readonly plan: PartnerPlan;
  readonly url: string;
  readonly widgetUrl: string;
  readonly windowUrl: string;
  /** The widget's origin goes away and comes back. */
  stopWidget(): Promise<void>;
  startWidget(): Promise<void>;
  close(): Promise<void>;
}

export const WIDGET_FILES = fileURLToPath(new URL('../../../widget/dist/hosted', import.meta.url));

export async function openBank(): Promise<Bank> {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-bank-'));
  const ports = await freePorts();
  const windowUrl = `http://window.localhost:${ports.window}`;
  const widgetUrl = `http://widget.localhost:${ports.widget}`;
  const [city, idp] = await Promise.all([
    openCity({ port: ports.gateway }),
    startIdentityProvider({
      port: ports.identityProvider,
      folder,
      extensionIds: { chrome: [], firefox: [], window: windowUrl },
    }),
  ]);
  const { world } = city.gateway;
  const place = { host: '127.0.0.1' };
  const window = await serveWindow(world, {
    ...place,
    port: ports.window,
    url: windowUrl,
    issuer: idp.url,
    clientId: 'duecheck-window',
  });
  const startWidget = () =>
    serveWidget(world, { ...place, port: ports.widget, url: widgetUrl, files: WIDGET_FILES, windowUrl });
  let widget = await startWidget();
  const plan = await planPartner(join(folder, 'partner'), { port: ports.partner, gateway: city.url });
  for (const registration of plan.registrations) {
    const { status, body } = await city.post('sunhao', '/v1/partners', registration);
    if (status !== 200) throw new Error(`not registered: ${JSON.stringify(body)}`);
  }
  const site = await startPartner(plan, { port: ports.partner, widgetUrl });
  return {
    city,
    plan,
    url: site.url,
    widgetUrl,
    windowUrl,
    stopWidget: () => widget.close(),
    startWidget: async () => {
      widget = await startWidget();
    },
    async close() {
      await site.close();
      await widget.close();
      await window.close();
      await idp.close();
      await city.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
