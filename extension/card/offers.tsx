import type { JSX } from 'preact';
import type { Choice, DecisionForm } from './decision-form.ts';
import type { Model } from './model.ts';

/** Lawful measures with their bases. One of them or none; nothing is preset (DESIGN §1.9). */
export function Offers({
  model: { say, view },
  offers,
  choice,
  choose,
}: {
  model: Model;
  offers: DecisionForm['offers'];
  choice: Choice;
  choose: (choice: Choice) => void;
}): JSX.Element | null {
  if (offers.length === 0) return null;
  const cite = (id: string) => {
    const basis = view.words.bases[id];
    return basis ? `${basis.document} ${basis.article}` : id;
  };
  const chosen = typeof choice === 'object' ? choice?.measure : undefined;
  const taken = offers.find(({ offer, fits }) => fits && offer.measure === chosen);
  return (
    <fieldset>
      <legend>{say('measures.title')}</legend>
      <label class="choice">
        <input type="radio" name="measure" checked={choice === 'none'} onChange={() => choose('none')} />
        <span>{say('measures.none')}</span>
      </label>
      {offers.map(({ offer, fits }) => {
        return (
          <label key={offer.measure} class="choice">
            <input
              type="radio"
              name="measure"
              disabled={!fits}
              checked={fits && chosen === offer.measure}
              onChange={() => choose({ measure: offer.measure })}
            />
            <span>
              {view.words.measures[offer.measure]?.title ?? offer.measure}
              <small>
                {say('measures.basis', { bases: offer.grounds.map(({ basis }) => cite(basis)).join('；') })}
              </small>
              {offer.alsoCites.length > 0 && (
                // What grounds nothing by itself stands apart from what does (DESIGN §1.1).
                <small>{say('measures.also', { bases: offer.alsoCites.map(cite).join('；') })}</small>
              )}
              {!fits && <small>{say('measures.notWith')}</small>}
            </span>
          </label>
        );
      })}
      {taken && (
        <p class="muted">
          {say('measures.hearing', { days: taken.offer.hearing.days, kind: say(`days.${taken.offer.hearing.kind}`) })}
        </p>
      )}
    </fieldset>
  );
}
