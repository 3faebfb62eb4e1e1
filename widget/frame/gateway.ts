/** What the frame asks: how far its enquiry is. */

export type Told =
  | { readonly kind: 'state'; readonly state: 'waiting' | 'closed' | 'expired' }
  | { readonly kind: 'state'; readonly state: 'complete'; readonly receipt: string }
  /** `status` 0: nobody answered. */
  | { readonly kind: 'failed'; readonly status: number; readonly requestId: string };

/** Longer than a slow gateway takes. */
const DEADLINE_MS = 15_000;

/** Never rejects. */
export async function askState(session: string): Promise<Told> {
  try {
    const response = await fetch(`/sessions/${session}`, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body = await response.json();
    if (!response.ok)
      return {
        kind: 'failed',
        status: response.status,
        requestId: typeof body.requestId === 'string' ? body.requestId : '',
      };
    const { state, receipt } = body;
    if (state === 'complete' && typeof receipt === 'string') return { kind: 'state', state, receipt };
    if (state === 'waiting' || state === 'closed' || state === 'expired') return { kind: 'state', state };
    return { kind: 'failed', status: response.status, requestId: '' };
  } catch {
    return { kind: 'failed', status: 0, requestId: '' };
  }
}
