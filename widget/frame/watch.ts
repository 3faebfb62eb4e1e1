/** Asks until the enquiry is over, gently, and at once when the person is back at the page. */
import { type CreditCheckError, widgetError } from '../element/errors.ts';
import { askState, type Told } from './gateway.ts';

export type View =
  | 'waiting'
  | 'complete'
  | 'closed'
  | 'expired'
  /** No connection; asking goes on. */
  | 'offline'
  | 'fault';

export interface Watching {
  readonly session: string;
  readonly ask?: (session: string) => Promise<Told>;
  readonly show: (view: View) => void;
  readonly complete: (receipt: string) => void;
  readonly closed: () => void;
  readonly failed: (error: CreditCheckError) => void;
}

const WAITING_MS = 2000;
/** What was handed over may be taken back, and grows old. */
const COMPLETE_MS = 30_000;
/** After a failure, longer each time. */
const BACK_OFF_MS = [1000, 2000, 4000, 8000, 16_000, 30_000];
/** One lost answer is no outage. */
const PATIENCE = 2;

/** @param signal ends it */
export async function watch(watching: Watching, signal: AbortSignal): Promise<void> {
  const { session, ask = askState, show, complete, closed, failed } = watching;
  let failures = 0;
  let told = '';
  for (;;) {
    const answer = await ask(session);
    if (signal.aborted) return;
    if (answer.kind === 'state') {
      failures = 0;
      show(answer.state);
      if (answer.state === 'complete' && told !== answer.receipt) complete(answer.receipt);
      told = answer.state === 'complete' ? answer.receipt : '';
      if (answer.state === 'closed') return closed();
      if (answer.state === 'expired') return failed(widgetError('session-expired'));
      await pause(answer.state === 'complete' ? COMPLETE_MS : WAITING_MS, signal);
    } else {
      const error = errorOf(answer);
      if (!error.retryable) {
        show('fault');
        return failed(error);
      }
      failures++;
      if (failures === PATIENCE) {
        if (told === '') show('offline');
        failed(error);
      }
      await pause(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length) - 1] as number, signal);
    }
  }
}

function errorOf({ status, requestId }: Extract<Told, { kind: 'failed' }>): CreditCheckError {
  if (status === 0) return widgetError('gateway-unreachable');
  return widgetError(status === 404 ? 'session-unknown' : 'gateway-failed', `status ${status}`, requestId);
}

/** Or until the person comes back, or the network does. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const go = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(go, ms);
    const options = { signal: over.signal };
    signal.addEventListener('abort', go, options);
    addEventListener('online', go, options);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && go(), options);
  });
}
