/**
 * Which bound containers are on screen now. One visit a container; features live as long as it does. Only looks: what
 * holds the gate does not hang on this (`gate/hold.ts` asks the page itself at each press).
 */
import type { PAGE, Translate } from '@duecheck/core/text';
import { containersOf, driftOf, isOnPage, type Part, type ReadFault, readCase, readMatter } from '@duecheck/page';
import type { RowBadges } from '../features/row-badges.ts';
import type { BoundStep, DueReply, PageSetup } from '../messages/to-page.ts';
import { ask, isOrphan } from './ask.ts';
import type { Feature } from './feature.ts';
import { asDue } from './guards.ts';
import { onNumber } from './numbers.ts';
import { type Page, readOf } from './page.ts';
import { noteRecord } from './records.ts';
import type { Surface } from './surface.ts';

/** Several mutations are looked at together; a person does not see the difference. */
const PAUSE_MS = 80;
/** Of a page that never rests, looking takes a twentieth of the time at most; what holds the gate does not hang on it. */
const REST = 20;
const LONGEST_PAUSE_MS = 4000;
/** More of one step are the rows of a list: each is held at its press, and has a mark while it is in view (`features/row-badges.ts`). */
const MOST_DRAWN = 5;
/** Fields come after their dialog, over slow lines later still; what is missing longer will not come. */
const STALE_MS = 3000;

/** As slow as a clerk who follows a link is. */
const MOVE_MS = 1000;

interface Visit {
  readonly page: Page;
  readonly inList: boolean;
  /** Of what follows it; nothing follows a row. */
  readonly end?: AbortController;
  look(): void;
  refresh(): void;
  tell(notice: keyof typeof PAGE): void;
}

export interface Visits {
  /** The visit whose container this is, or the last one. */
  at(container: Element | null): Page | null;
  /** The visits of this step, the last one begun at the end. */
  of(step: BoundStep): readonly Page[];
  /** Ask again what is due. */
  refresh(): void;
  /** Says it in every banner, until what is due is asked again. */
  tell(notice: keyof typeof PAGE): void;
}

export interface VisitWorld {
  readonly setup: PageSetup;
  readonly say: Translate<typeof PAGE>;
  readonly surface: Surface;
  readonly features: readonly Feature[];
  /** Of lists; null where nothing is to be drawn. */
  readonly rows: RowBadges | null;
  readonly openCard: (page: Page, intro: 'check' | 'look', control: string | null) => Promise<void>;
  /** The container is gone, or may show another person or case now. */
  readonly onLook: () => void;
}

export function watchVisits(world: VisitWorld): Visits {
  const visits = new Map<Element, Visit>();
  let pause = PAUSE_MS;
  let before = 0;

  const tell = (notice: keyof typeof PAGE) => {
    for (const visit of visits.values()) visit.tell(notice);
  };

  const look = () => {
    mark('duecheck:scan:begin');
    const began = performance.now();
    const shown = new Map<Element, BoundStep>();
    for (const { binding } of world.setup.steps) noteRecord(binding);
    for (const step of world.setup.steps)
      if (isOnPage(step.binding, location.href))
        for (const container of containersOf(step.binding, document)) shown.set(container, step);
    const count = (step: BoundStep) => [...shown.values()].filter((one) => one === step).length;
    const lists = new Set(world.setup.steps.filter((step) => count(step) > MOST_DRAWN));
    for (const [container, visit] of visits)
      if (shown.get(container) !== visit.page.step) {
        visit.end?.abort();
        visits.delete(container);
        if (!visit.inList) void ask({ type: 'page.left', binding: visit.page.step.binding.id }, () => null);
      }
    for (const [container, step] of shown)
      if (visits.has(container)) visits.get(container)?.look();
      else visits.set(container, lists.has(step) ? listed(world, step, container) : begin(world, step, container));
    world.rows?.look(new Map([...shown].filter(([container]) => visits.get(container)?.inList)));
    if (isOrphan()) tell('due.reload');
    world.onLook();
    world.surface.settle();
    const took = performance.now() - began;
    // One slow look is the machine's; two are the page's.
    pause = Math.min(Math.max(PAUSE_MS, Math.min(took, before) * REST), LONGEST_PAUSE_MS);
    before = took;
    mark('duecheck:scan:end');
  };

  let waiting: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    if (waiting) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      look();
    }, pause);
  };
  const observer = new MutationObserver((changes) => {
    // What we draw ourselves lies in a closed shadow root; only our one element's coming and going is seen here.
    if (changes.some(({ target }) => target !== world.surface.host)) soon();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['style', 'class', 'hidden', 'open', 'aria-hidden'],
  });
  for (const type of ['popstate', 'hashchange', 'pageshow', 'focus']) addEventListener(type, soon);
  watchMoves(soon);
  onNumber(() => {
    for (const visit of visits.values()) visit.look();
  });
  look();

  return {
    at: (container) =>
      (container ? visits.get(container) : [...visits.values()].findLast(({ inList }) => !inList))?.page ?? null,
    of: (step) => [...visits.values()].filter(({ page }) => page.step === step).map(({ page }) => page),
    refresh: () => {
      for (const visit of visits.values()) visit.refresh();
      world.rows?.refresh();
    },
    tell,
  };
}

/** Routers that push addresses tell nobody. Firefox before 147 has no Navigation API. */
function watchMoves(react: () => void): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', react);
  let { href } = location;
  const compare = () => {
    if (href !== location.href) react();
    href = location.href;
  };
  if (!navigation) setInterval(compare, MOVE_MS);
}

/** For `npm run bench:page` alone, which sets this in the script's own world: pages see each other's marks. */
const mark = (name: string): void => {
  if ((globalThis as { duecheckMarks?: true }).duecheckMarks) performance.mark(name);
};

/** A row: a thousand of them come at once, and each is read at its press. */
function listed({ surface, say, openCard }: VisitWorld, step: BoundStep, container: Element): Visit {
  const page: Page = {
    ...{ step, container, surface, say, due: null, stale: null, notice: null },
    read: () => readOf(page),
    onChange: nothing,
    openCard: (intro, control) => openCard(page, intro, control),
  };
  return { page, inList: true, look: nothing, refresh: nothing, tell: nothing };
}
const nothing = () => undefined;

function begin(world: VisitWorld, step: BoundStep, container: Element): Visit {
  const end = new AbortController();
  const reacting = new Set<() => void>();
  const react = () => {
    for (const one of reacting) one();
  };
  let due: DueReply | null = null;
  let asked = '';
  let notice: keyof typeof PAGE | null = null;
  let stale: readonly Part[] | null = null;
  let lostSince: number | null = null;
  let fitted = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const page: Page = {
    step,
    container,
    surface: world.surface,
    say: world.say,
    read: () => readOf({ step, container }),
    get due() {
      return due;
    },
    get stale() {
      return stale;
    },
    get notice() {
      return notice;
    },
    onChange(reaction, signal) {
      reacting.add(reaction);
      signal.addEventListener('abort', () => reacting.delete(reaction));
    },
    openCard: (intro, control) => world.openCard(page, intro, control),
  };

  const askDue = async (about: string) => {
    asked = about;
    notice = isOrphan() ? 'due.reload' : null;
    const read = readCase(step.binding, container);
    const reply = await ask(
      {
        type: 'page.due',
        binding: step.binding.id,
        case: read.ok ? read.case : null,
        matter: readMatter(step.binding, container),
      },
      asDue,
    );
    if (end.signal.aborted || asked !== about) return;
    due = typeof reply === 'symbol' || reply === null ? { kind: 'outage' } : reply;
    react();
  };

  /** What cannot be read because it is not there; told once, when it has not been there for long enough. */
  const lookForDrift = () => {
    clearTimeout(waiting);
    const read = page.read();
    fitted ||= read.ok;
    const lost = !read.ok && CANNOT_FIND.includes(read.fault.why) ? driftOf(step.binding, container) : [];
    if (lost.length === 0) {
      [lostSince, stale] = [null, null];
      return;
    }
    lostSince ??= performance.now();
    const left = lostSince + STALE_MS - performance.now();
    if (left > 0) {
      waiting = setTimeout(() => !end.signal.aborted && visit.look(), left);
      return;
    }
    // Whatever was read here before, another step of a wizard has taken away: there is nothing to mend.
    if (stale === null && !fitted)
      void ask({ type: 'page.stale', binding: step.binding.id, parts: [...lost] }, () => null);
    stale = lost;
  };

  const caseNow = () => {
    const read = readCase(step.binding, container);
    return read.ok ? `${read.case.key}\n${read.case.part}` : '';
  };

  const visit: Visit = {
    page,
    end,
    inList: false,
    look() {
      lookForDrift();
      const about = caseNow();
      if (about !== asked) {
        due = null;
        void askDue(about);
      }
      react();
    },
    refresh: () => void askDue(caseNow()),
    tell(key) {
      notice = key;
      react();
    },
  };
  for (const feature of world.features) if (feature.on(step.binding)) feature.init(page, end.signal);
  void askDue(caseNow());
  lookForDrift();
  return visit;
}

const CANNOT_FIND: readonly ReadFault['why'][] = ['no-case', 'no-subject', 'ambiguous'];
