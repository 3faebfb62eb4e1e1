import { transport } from './transport.ts';

/** The legal date, where a demonstration has moved it: every page of ours says so (PROTOCOL, Store). */
export async function movedDate(): Promise<string | null> {
  const reply = await transport.call({ route: 'clock' });
  return reply.ok && reply.answer.moved ? reply.answer.legalToday : null;
}
