/** Starts in a bound origin's frame: first the gate, then whatever is shown. */
import { PAGE, type Translate, translator } from '@duecheck/core/text';
import { type PageRead, readPage, samePerson } from '@duecheck/page';
import { FEATURES } from '../features/index.ts';
import type { Held } from '../gate/held.ts';
import { hold } from '../gate/hold.ts';
import { createPress } from '../gate/press.ts';
import { createPrompt } from '../gate/prompt.ts';
import { watchRequests } from '../gate/watch-request.ts';
import type { BoundStep, PageSetup } from '../messages/to-page.ts';
import { ask } from './ask.ts';
import { type CardFrame, showCard } from './card-frame.ts';
import { extension } from './extension.ts';
import { asCard, asSetup, asToPage } from './guards.ts';
import { keepFocus } from './keep-focus.ts';
import type { Page } from './page.ts';
import { createSurface } from './surface.ts';
import { type Visits, watchVisits } from './visits.ts';

/** @param decoration ends with WXT's context; the gate does not. */
export async function run(decoration: AbortSignal, onMove: (react: () => void) => void): Promise<void> {
  let setup: PageSetup | null = null;
  let pressed: ReturnType<typeof createPress> | undefined;
  // Before the first await: the page's own listeners come later.
  const gate = hold(
    () => setup?.steps ?? [],
    (held) => void pressed?.press(held),
  );
  const answer = await ask({ type: 'page.hello' }, asSetup);
  if (answer === null || typeof answer === 'symbol') return;
  setup = answer;

  const say: Translate<typeof PAGE> = translator(PAGE, setup.language);
  const surface = createSurface(setup.language);
  const prompt = createPrompt(surface);
  keepFocus(surface.host, prompt.key);
  let card: (CardFrame & { readonly about: PageRead; readonly step: BoundStep }) | null = null;
  let visits: Visits | undefined;
  /** What was held last, and goes on once its decision is saved. */
  let waiting: Held | null = null;

  const closeCard = () => {
    if (card) void ask({ type: 'card.gone', ticket: card.ticket }, () => null);
    card?.close();
    card = null;
  };

  /** The host has put somebody else, or another case, into the container that the card belongs to. */
  const isAboutAnother = (): boolean => {
    const now = card && readPage(card.step.binding, card.container);
    return now?.ok === true && !samePerson(now.read, (card as NonNullable<typeof card>).about);
  };

  async function openCard({ step, container }: Shown, intro: 'check' | 'look', control: string | null): Promise<void> {
    const read = readPage(step.binding, container);
    if (!read.ok) return;
    const reply = await ask(
      { type: 'card.open', binding: step.binding.id, control, ...read.read, intro, ticket: card?.ticket ?? null },
      asCard,
    );
    if (reply === null || typeof reply === 'symbol') return;
    if (card?.ticket === reply.ticket) return card.focus();
    card?.close();
    const frame = showCard(surface, { ...reply, container, label: say('product') });
    card = { ...frame, about: read.read, step };
    if (isAboutAnother()) closeCard();
  }

  pressed = createPress({
    say,
    prompt,
    gate,
    dueIn: (container) => visits?.at(container)?.due ?? null,
    cardIsOpen: (container) => card?.container === container,
    openCard(held) {
      waiting = held;
      void openCard(held, 'check', held.control.id);
    },
  });

  visits = watchVisits(
    {
      setup,
      surface,
      features: FEATURES,
      openCard,
      onLook() {
        pressed?.look();
        if (card && (!card.container.isConnected || visits?.at(card.container) === null || isAboutAnother()))
          closeCard();
      },
    },
    decoration,
  );
  onMove(() => visits?.look());
  watchRequests(
    setup.steps.map(({ binding }) => binding),
    ({ effect }, status) => {
      // Held back by the rules though nobody pressed a control that we know: the clerk must not wonder why.
      if (!pressed?.over(effect, status) && status === 0) visits?.tell('gate.blocked');
    },
    decoration,
  );

  // The page goes, and the card with it: its ticket holds a number only while it is open.
  addEventListener('pagehide', closeCard);
  extension().runtime.onMessage.addListener((raw: unknown) => {
    const message = asToPage(raw);
    if (!message) return;
    if (message.type === 'page.refresh') return visits?.refresh();
    if (message.ticket !== card?.ticket) return;
    if (message.type === 'card.size') card.size(message.height);
    if (message.type === 'card.close') {
      card.close();
      card = null;
      visits?.refresh();
    }
    if (message.type === 'card.decided' && waiting?.control.id === message.control) {
      // A decision about one person never presses for another, though one may be in hand for that other too.
      if (isAboutAnother()) closeCard();
      else void pressed?.press(waiting);
    }
  });
}

/** Where a card belongs: a visit, or what was held while nothing is decorated (WXT's context has ended). */
type Shown = Pick<Page, 'step' | 'container'>;
