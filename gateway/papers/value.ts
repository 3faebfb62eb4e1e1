/** Values on their way through a template. They stay whole: text of the case is never read as part of the form. */

/**
 * One text of a model. A template can place it and nothing else: it has no property of its own to read, and equals nothing. Which
 * instances a template placed says what the paper has said.
 */
export class PlacedValue {
  readonly #text: string;
  readonly #place: string;

  /** @param place as `PAPER_PLACES` names it: `records[].organ` */
  constructor(text: string, place: string) {
    this.#text = text;
    this.#place = place;
  }

  get text(): string {
    return this.#text;
  }
  get place(): string {
    return this.#place;
  }
}

/** A stretch of the template's own text, or a value in its place. */
export type Piece = string | PlacedValue;

export interface PlacedModel {
  /** As a template sees it. */
  readonly scope: object;
  readonly values: readonly PlacedValue[];
}

/** @param model plain data: texts, null, lists and records of them */
export function placeModel(model: object): PlacedModel {
  const values: PlacedValue[] = [];
  const place = (value: unknown, at: string): unknown => {
    if (typeof value === 'string') {
      const placed = new PlacedValue(value, at);
      values.push(placed);
      return placed;
    }
    if (Array.isArray(value)) return value.map((item) => place(item, `${at}[]`));
    if (typeof value !== 'object' || value === null) return value;
    const prefix = at === '' ? '' : `${at}.`;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, place(inner, prefix + name)]));
  };
  const scope = place(model, '') as object;
  return { scope, values };
}
