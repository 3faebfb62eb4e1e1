export type Sight = 'required' | 'any';

/** Whether a person can see it. A field of another wizard step is mounted, and does not count. */
export function isVisible(element: Element): boolean {
  const { checkVisibility } = element as { checkVisibility?: (o: object) => boolean };
  return checkVisibility?.call(element, { checkVisibilityCSS: true }) ?? element.getClientRects().length > 0;
}

export const inSight = <E extends Element>(elements: Iterable<E>, sight: Sight): E[] =>
  [...elements].filter((element) => sight === 'any' || isVisible(element));
