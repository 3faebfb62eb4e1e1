/** The card's state: one stage at a time, and what the clerk has typed, which no stage loses. */
import type { Asked, Failure, Reply } from '@duecheck/core/check';
import type { CheckAnswer, DecisionAnswer, DecisionRequest, DueAnswer, Id, ReleaseKind } from '@duecheck/core/contract';
import { CARD, type Translate, translator } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import type { FromCard } from '../messages/from-card.ts';
import type { PaperWish } from '../messages/paper.ts';
import type { CardReplies, CardView, ControlView } from '../messages/to-card.ts';
import { askWorker } from './ask-worker.ts';
import { authorisationTerms } from './authorisation-form.ts';
import { createAuthority } from './authority.ts';
import type { Choice } from './decision-form.ts';
import { readyReason } from './ready-reason.ts';
import type { Stage } from './stage.ts';

type Message = FromCard extends infer M ? (M extends FromCard ? Omit<M, 'ticket'> : never) : never;
export type Because = Extract<Message, { type: 'card.decideUnchecked' }>['because'];
type Next = Extract<Message, { type: 'card.notice' | 'card.hearing' | 'card.effect' | 'card.withdraw' }>;

export type Model = ReturnType<typeof createModel>;

export function createModel(ticket: string, view: CardView) {
  const stage = signal<Stage>({ at: 'loading' });
  const control = signal<ControlView | null>(view.control);
  const reason = signal(view.draft?.reason ?? '');
  const statement = signal(view.draft?.statement ?? '');
  const choice = signal<Choice>(choiceOf(view.draft?.measure ?? null));
  const busy = signal<'no' | 'saving'>('no');
  /** What the gateway said last of this step. */
  const due = signal<DueAnswer | null>(null);
  /** Why the last press could not let the step go on as owed. */
  const notDeferred = signal<'no-key' | 'not-kept' | null>(null);
  const demoDate = signal<string | null>(null);
  const say: Translate<typeof CARD> = translator(CARD, view.language);
  const ready = readyReason([say('clear.reason'), say('outage.reason')]);
  const offerReason = (words: string): void => {
    reason.value = ready.offer(reason.value, words);
  };
  /** A cancelled check may still be answered; nobody waits for it any more. */
  let wanted = 0;

  const ask = <T extends FromCard['type']>(message: Extract<Message, { type: T }>): Promise<CardReplies[T] | null> =>
    askWorker({ ...message, ticket } as never);

  function fail(failure: Failure): void {
    if (failure.kind === 'signed-out') stage.value = { at: 'signed-out', waiting: 'no' };
    else if (failure.kind === 'outage') stage.value = { at: 'outage' };
    else stage.value = { at: 'problem', code: failure.code, requestId: failure.requestId };
  }

  const got = <T>(reply: Reply<T> | null): T | null => {
    if (reply === null) stage.value = { at: 'gone' };
    else if (!reply.ok) fail(reply.failure);
    return reply?.ok ? reply.answer : null;
  };

  /** Shown, and only then told to the worker: until then the same wish is the same check. */
  const delivered = (asked: Asked<unknown>) => void ask({ type: 'card.delivered', intent: asked.intent });

  const authority = createAuthority({ ask: ask as never, got, delivered }, view.draft);

  /** Whether something is due, and what it takes; both are asked anew each time. */
  async function askDue(): Promise<DueAnswer | null> {
    due.value = got(await ask({ type: 'card.due' }));
    if (due.value?.needsAuthorisation) void authority.findAuthorisation();
    return due.value;
  }

  async function start(): Promise<void> {
    void ask({ type: 'card.clock' }).then((date) => {
      demoDate.value = date;
    });
    const now = await askDue();
    if (now === null) return;
    if (now.openDecision) return openDecision(now.openDecision.decisionId, now);
    const asksFirst = view.intro === 'look' || now.due !== 'mandatory';
    if (asksFirst) stage.value = { at: 'due', due: now };
    else await check(null);
  }

  async function openDecision(id: Id<'dec'>, { legalToday }: Pick<DueAnswer, 'legalToday'>): Promise<void> {
    const decision = got(await ask({ type: 'card.decision', decision: id }));
    if (decision) stage.value = { at: 'decision', decision, legalToday };
  }

  async function check(recheck: DecisionAnswer | null): Promise<void> {
    const mine = ++wanted;
    stage.value = { at: 'checking', since: performance.now() };
    const asked = await ask({ type: 'card.check', scope: recheck?.decisionId ?? '' });
    if (mine !== wanted) return;
    const answer: CheckAnswer | null = got(asked?.reply ?? null);
    if (asked === null || answer === null) return;
    stage.value = { at: 'outcome', answer, recheck };
    delivered(asked);
    // The lookup has taken a use.
    if (due.value?.needsAuthorisation) void authority.findAuthorisation();
  }

  async function cancel(): Promise<void> {
    wanted++;
    await again();
  }

  const again = async (): Promise<void> => {
    stage.value = { at: 'loading' };
    const now = await askDue();
    if (now?.openDecision) await openDecision(now.openDecision.decisionId, now);
    else if (now) stage.value = { at: 'due', due: now };
  };

  /** Recorded, it is looked up at once: that is what the person signed it for. */
  const authorise = (recheck: DecisionAnswer | null) =>
    save(async () => {
      const form = authority.form.value;
      if (form !== null && (await authority.authorise(authorisationTerms(form)))) {
        keep();
        await check(recheck);
      }
    });

  const withdrawAuthorisation = (reason: string) =>
    save(async () => {
      if (await authority.withdraw(reason)) await again();
    });

  const askRelease = (kind: ReleaseKind) => save(() => authority.askRelease(kind).then(keep));

  /** One save at a time; what was typed stays until it is saved. */
  async function save(task: () => Promise<void>): Promise<void> {
    if (busy.value === 'saving') return;
    busy.value = 'saving';
    try {
      await task();
    } finally {
      busy.value = 'no';
    }
  }

  function settle(asked: Asked<DecisionAnswer> | null, legalToday: string): void {
    const decision = got(asked?.reply ?? null);
    if (asked === null || decision === null) return;
    forgetTyped();
    const as = decision.receipt?.state === 'overridden' ? 'overridden' : 'decided';
    stage.value = decision.receipt ? { at: 'saved', as } : { at: 'decision', decision, legalToday };
    delivered(asked);
  }

  const decide = (checked: CheckAnswer, request: DecisionRequest) =>
    save(async () => settle(await ask({ type: 'card.decide', check: checked.checkId, request }), checked.legalToday));

  const decideUnchecked = (because: Because, ground: 'stated' | 'not-stated', today: string) =>
    save(async () => {
      const stated = ground === 'stated' ? { ground: 'not-on-credit-records' as const } : {};
      const message = { type: 'card.decideUnchecked', because, reason: reason.value.trim(), ...stated } as const;
      settle(await ask(message), today);
    });

  const defer = (ground: 'stated' | 'not-stated') =>
    save(async () => {
      const stated = ground === 'stated' ? { ground: 'not-on-credit-records' as const } : {};
      notDeferred.value = null;
      const reply = await ask({ type: 'card.defer', reason: reason.value.trim(), ...stated });
      if (reply === null) stage.value = { at: 'gone' };
      else if (reply.ok) {
        forgetTyped();
        stage.value = { at: 'saved', as: 'owed' };
      } else notDeferred.value = reply.why;
    });

  const next = (step: Next, legalToday: string) =>
    save(async () => settle((await ask(step as never)) as Asked<DecisionAnswer> | null, legalToday));

  async function signIn(): Promise<void> {
    stage.value = { at: 'signed-out', waiting: 'window' };
    const result = await ask({ type: 'card.signIn' });
    if (result === 'signed-in') {
      stage.value = { at: 'loading' };
      await start();
    } else stage.value = result === 'outage' ? { at: 'outage' } : { at: 'signed-out', waiting: 'no' };
  }

  let later: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(later);
    later = setTimeout(keepNow, 250);
  };
  const keepNow = () => {
    clearTimeout(later);
    const measure = choice.value === null ? null : choice.value === 'none' ? '' : choice.value.measure;
    const draft = {
      reason: ready.own(reason.value),
      measure,
      statement: statement.value,
      plea: authority.plea.value,
      authorisation: authority.form.value,
    };
    return ask({ type: 'card.draft', draft });
  };
  const forgetTyped = () => {
    clearTimeout(later);
    reason.value = '';
    statement.value = '';
    choice.value = null;
  };

  async function close(): Promise<void> {
    const typed = [ready.own(reason.value), statement.value, authority.plea.value].some((text) => text !== '');
    if (typed || choice.value !== null || authority.form.value !== null) await keepNow();
    await ask({ type: 'card.close' });
  }

  /** A control was pressed while the card was open. */
  function press(pressed: ControlView): void {
    control.value = pressed;
    if (stage.value.at === 'due' && stage.value.due.due === 'mandatory') void check(null);
    if (stage.value.at === 'saved') void again();
  }

  /** Opens beside this tab; the card stays as it is. */
  const print = (wish: PaperWish) => void ask({ type: 'card.paper', wish });

  const size = (height: number) => void ask({ type: 'card.size', height });

  return {
    view,
    say,
    stage,
    due,
    authority,
    authorise,
    withdrawAuthorisation,
    askRelease,
    control,
    reason,
    offerReason,
    statement,
    choice,
    busy,
    notDeferred,
    demoDate,
    start,
    check,
    cancel,
    again,
    decide,
    decideUnchecked,
    defer,
    next,
    signIn,
    keep,
    close,
    press,
    print,
    size,
  };
}

/** A draft has '' for "none taken" and null for "not chosen yet". */
const choiceOf = (measure: string | null): Choice => (measure === null ? null : measure === '' ? 'none' : { measure });
