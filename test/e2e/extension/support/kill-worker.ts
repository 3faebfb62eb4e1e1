import type { Office } from './office.ts';

/**
 * Ends the extension's worker as the browser does: its memory is gone, its requests are broken off, the next event
 * starts another. Playwright does not notice, so nothing may be evaluated in a worker afterwards.
 */
export async function killWorker({ context, id }: Office): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const { targetInfos } = await session.send('Target.getTargets');
  const workers = targetInfos.filter(({ type, url }) => type === 'service_worker' && url.includes(id));
  if (workers.length === 0) throw new Error('no worker to end');
  for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
  await session.detach();
}
