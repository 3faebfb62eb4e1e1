/** Starts in a bound origin's frame: first the gate, then whatever is shown. */
import { type PAGE, speaker, type Translate } from '@duecheck/core/text';
import {
  isChosen,
  isVisible,
  locateEvery,
  type PartRead,
  type ReadFault,
  readCase,
  readMatter,
  samePerson,
} from '@duecheck/page';
import { FEATURES } from '../features/index.ts';
import { drawRowBadges } from '../features/row-badges.ts';
import { carries, type Deciding, findDecisions } from '../gate/decision-request.ts';
import { isStray, type Waiting } from '../gate/held.ts';
import { hold } from '../gate/hold.ts';
import { createPress } from '../gate/press.ts';
import { createPrompt } from '../gate/prompt.ts';
import { watchNavigation } from '../gate/watch-navigation.ts';
import { watchRequests } from '../gate/watch-request.ts';
import type { FromPage } from '../messages/from-page.ts';
import type { PageSetup } from '../messages/to-page.ts';
import { ask } from './ask.ts';
import { type CardFrame, showCard } from './card-frame.ts';
import { extension } from './extension.ts';
import { asCard, asSetup, asToPage } from './guards.ts';
import { keepFocus } from './keep-focus.ts';
import { anchorOf, type Look, lookAt, type Place, partsOf, prepare, readOf } from './page.ts';
import { createSurface } from './surface.ts';
import { type Visits, watchVisits } from './visits.ts';

export async function run(): Promise<void> {
  const began = performance.now();
  let setup: PageSetup | null = null;
  let pressed: ReturnType<typeof createPress> | undefined;
  // Before the first await: the page's own listeners come later.
  const gate = hold(
    () => setup?.steps ?? [],
    (held) => void pressed?.press({ ...held, caseKey: null }),
    (held) => pressed?.passes(held) ?? false,
  );
  const answer = await ask({ type: 'page.hello' }, asSetup);
  if (answer === null || typeof answer === 'symbol') return;
  setup = answer;

  const say: Translate<typeof PAGE> = speaker(setup.words);
  const surface = createSurface(setup);
  const prompt = createPrompt(surface);
  keepFocus(surface.host, prompt.key);
  let card: OpenCard | null = null;
  let visits: Visits | undefined;
  /** What was held last, and goes on once its decision is saved. */
  let waiting: Waiting | null = null;

  const closeCard = () => {
    if (card) void ask({ type: 'card.gone', ticket: card.ticket }, () => null);
    card?.close();
    card = null;
  };

  /** The host has put somebody else, or another case, into the container that the card belongs to. */
  const isAboutAnother = (): boolean => card?.look() === 'another';

  const closeIfAnother = () => {
    if (isAboutAnother()) closeCard();
  };

  async function openCard(place: Place, intro: 'check' | 'look', control: string | null): Promise<void> {
    const { step } = place;
    if (control === null) waiting = null;
    await prepare(place);
    closeIfAnother();
    const read = readOf(place);
    const about = { binding: step.binding.id, control, ticket: card?.ticket ?? null };
    const asked = read.ok ? null : toFill(place, read.fault.why);
    if (!read.ok && asked === null) return pressed?.cannotOpen(place, read.fault.why);
    const reply = await ask(
      read.ok
        ? { type: 'card.open', ...about, ...read.read, intro }
        : { type: 'card.ask', ...about, ...(asked as Fill) },
      asCard,
    );
    if (reply === null || typeof reply === 'symbol') return;
    if (card?.ticket === reply.ticket) return card.focus();
    card?.close();
    const frame = showCard(surface, { ...reply, container: anchorOf(place), label: say('product') });
    card = {
      ...frame,
      typed: read.ok ? 'no' : 'yes',
      shown: () => (place.first ? isVisible(place.first.box) : visits?.at(place.container) != null),
      look: read.ok ? lookAt(read.read, place, samePerson) : lookAtParts(place),
    };
    closeIfAnother();
  }

  /** What the page says of a case that it does not name whole; null where the clerk has to mend the page itself. */
  function toFill(place: Place, why: ReadFault['why']): Fill | null {
    const { step, container } = place;
    const held = waiting?.container === container ? waiting : null;
    const blocked = held && (held.element === null || held.caseKey !== null) ? held : null;
    const parts = partsOf(place);
    const key = parts.case === null ? (blocked?.caseKey ?? null) : null;
    const changed = visits?.at(container)?.stale ? 'stale' : null;
    const reason =
      why === 'masked' || why === 'no-person' ? why : key !== null ? 'blocked' : (changed ?? (blocked && 'blocked'));
    return (
      reason && {
        parts: key === null ? parts : { ...parts, case: { key, label: key, part: '1' } },
        matter: isStray(container) ? null : readMatter(step.binding, container),
        why: reason,
      }
    );
  }

  pressed = createPress({
    say,
    prompt,
    gate,
    dueIn: (container) => visits?.at(container)?.due ?? null,
    isStale: (container) => visits?.at(container)?.stale != null,
    typedIn(container) {
      // Values change without a mutation: the card may be somebody else's by now.
      closeIfAnother();
      return card?.container === container && card.typed === 'yes' ? card : null;
    },
    cardIsOpen: (container) => card?.container === container,
    openCard(next) {
      waiting = next;
      void openCard(next, 'check', next.control.id);
    },
  });

  /** A decision about one person never presses for another, though one may be in hand for that other too. */
  async function goOn(decided: Waiting): Promise<void> {
    await prepare(decided);
    if (isAboutAnother()) {
      closeCard();
      // Only a record has changed, which the clerk does not see here: the press says so.
      if (!decided.step.binding.record) return;
    }
    await pressed?.press(decided);
  }

  visits = watchVisits({
    setup,
    say,
    surface,
    features: setup.bare ? [] : FEATURES,
    rows: setup.bare ? null : drawRowBadges(surface, say),
    openCard,
    onLook() {
      pressed?.look();
      const gone = card && !isStray(card.container) && !card.shown();
      if (card && (gone || !card.container.isConnected || isAboutAnother())) closeCard();
    },
  });
  /** Held back though nobody pressed a control that we know: the clerk must not wonder why. */
  const onBlocked = (deciding: Deciding) => {
    const { step, request, caseKey } = deciding;
    const container = containerOf(deciding, visits?.of(step) ?? []);
    const able = step.binding.controls.filter(
      (control) => carries(request, control) && isChosen(container, control) !== 'no',
    );
    // What opens a further step sends nothing.
    const control = able.find(({ acts, confirm }) => acts === 'sends' || confirm) ?? able[0];
    if (!control || navigator.userActivation?.isActive === false) return visits?.tell('gate.blocked');
    if (request.case === 'several') return pressed?.several({ step, container, control, element: null, caseKey });
    // Words alone, without their container, may stand on another form's button.
    const [element = null] = isStray(container) ? [] : locateEvery(container, control.locate);
    if (element === null) void ask({ type: 'page.stale', binding: step.binding.id, parts: ['request'] }, () => null);
    pressed?.blocked({ step, container, control, element: element as HTMLElement | null, caseKey });
  };
  const find = findDecisions(setup.steps, (step) => (visits?.of(step) ?? []).length > 0);
  watchNavigation(find, (deciding) => pressed?.lets(deciding) ?? false, onBlocked);
  watchRequests(find, began, (deciding, status) => {
    if (!pressed?.over(deciding, status) && status === 0) onBlocked(deciding);
  });

  // The page goes, and the card with it: its ticket holds a number only while it is open.
  addEventListener('pagehide', closeCard);
  extension().runtime.onMessage.addListener((raw: unknown) => {
    const message = asToPage(raw);
    if (!message) return;
    if (message.type === 'page.refresh') return visits?.refresh();
    if (message.type === 'page.check') return void visits?.at(null)?.openCard('check', null);
    if (message.ticket !== card?.ticket) return;
    if (message.type === 'card.size') card.size(message.height);
    if (message.type === 'card.close') {
      card.close();
      card = null;
      visits?.refresh();
    }
    if (message.type === 'card.decided' && waiting?.control.id === message.control) void goOn(waiting);
  });
}

interface OpenCard extends CardFrame {
  /** Whether the clerk typed what the page does not say. */
  readonly typed: 'yes' | 'no';
  readonly look: Look;
  /** Whether what it belongs to is on screen. */
  readonly shown: () => boolean;
}
type Fill = Pick<Extract<FromPage, { type: 'card.ask' }>, 'parts' | 'matter' | 'why'>;

/** The one that shows the request's case, or does not say its own; never the one of another case. */
function containerOf({ step: { binding }, caseKey }: Deciding, pages: readonly Place[]): Element {
  const shows = (key: string | null) =>
    pages.findLast(({ container }) => {
      const read = readCase(binding, container);
      return (read.ok ? read.case.key : null) === key;
    });
  const found = caseKey === null ? pages.at(-1) : (shows(caseKey) ?? shows(null));
  return found?.container ?? document.documentElement;
}

/** A case may stand in a hidden field, and be read of a dialog that has closed. */
const hasClosed = (before: PartRead, now: PartRead): boolean =>
  now.number === null &&
  now.masked === null &&
  now.name === null &&
  (now.case === null || JSON.stringify(now.case) === JSON.stringify(before.case));

function lookAtParts(place: Place): Look {
  const before = partsOf(place);
  return () => {
    const now = partsOf(place);
    if (JSON.stringify(now) === JSON.stringify(before)) return 'same';
    return hasClosed(before, now) ? 'nobody' : 'another';
  };
}
