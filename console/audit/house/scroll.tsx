import type { ComponentChildren, JSX } from 'preact';

/** A table that may be wider than the page: it scrolls by itself, by keyboard too (WCAG 2.1.1). */
export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }): JSX.Element => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse
  <section class="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
