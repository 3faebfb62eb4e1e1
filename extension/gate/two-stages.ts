/**
 * Decisions in two stages: an action on the row or form, then a box in `body` that names nobody. Whom the first press was
 * about is kept in this document alone, and only until that box closes, another action is pressed, or ten minutes are over.
 */
import { containersOf, isVisible, readTexts, type Texts } from '@duecheck/page';
import { type Held, pressedIn } from './held.ts';

const LIFE_MS = 600_000;
/** A box closes without an event; nobody opens the next one faster. */
const LOOK_MS = 250;

interface Stage {
  readonly held: Held;
  readonly texts: Texts;
  readonly began: number;
  box: Element | null;
}

export interface TwoStages {
  /** An action was pressed that opens such a box: it is let be, and remembered. */
  begin(held: Held): void;
  /** Something is about to happen, and a box may be opened or closed by it. */
  look(): void;
  /** What would be confirmed by this event, in the box of the action that was pressed last. */
  confirmedBy(event: Event): Held | null;
}

export function createTwoStages(): TwoStages {
  let stage: Stage | null = null;
  let looking: ReturnType<typeof setInterval> | undefined;
  /** One that fades away is not the one that comes. */
  let old: readonly Element[] = [];

  const look = () => {
    if (stage === null) return;
    old = old.filter(isVisible);
    stage.box ??= boxesOf(stage).find((box) => !old.includes(box)) ?? null;
    if (stage.box === null || isVisible(stage.box)) return;
    stage = null;
    clearInterval(looking);
  };

  return {
    look,
    begin(held) {
      const { step, container } = held;
      stage = { held, texts: readTexts(step.binding, container), began: performance.now(), box: null };
      old = boxesOf(stage);
      clearInterval(looking);
      looking = setInterval(look, LOOK_MS);
    },

    confirmedBy(event) {
      const mine = stage;
      if (mine === null) return null;
      for (const box of boxesOf(mine)) {
        const element = pressedIn(event, box, mine.held.control.confirm?.locate ?? []);
        if (!element) continue;
        mine.box ??= box;
        const fault = () => {
          look();
          if (stage !== null && stage !== mine) return 'another';
          return stage === null || box !== mine.box || performance.now() - mine.began > LIFE_MS
            ? 'over'
            : changeIn(mine);
        };
        return { ...mine.held, element, first: { box, texts: mine.texts, fault } };
      }
      return null;
    },
  };
}

const boxesOf = ({ held: { control } }: Stage): Element[] =>
  control.confirm ? containersOf(control.confirm, document) : [];

/** Rows are used again for others; what is not there any more says nothing. */
function changeIn({ held: { step, container }, texts }: Stage): 'another' | null {
  if (!container.isConnected) return null;
  const now = readTexts(step.binding, container);
  const differs = ([part, said]: [string, unknown]) => said !== null && said !== wordsOf(texts)[part as keyof Words];
  return Object.entries(wordsOf(now)).some(differs) ? 'another' : null;
}

type Words = ReturnType<typeof wordsOf>;
const wordsOf = ({ case: at, number, name }: Texts) => ({
  case: at.ok ? JSON.stringify(at.case) : null,
  number: (number.ok && number.text) || null,
  name: (name.ok && name.text) || null,
});
