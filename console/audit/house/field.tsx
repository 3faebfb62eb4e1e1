import type { ComponentChildren, JSX } from 'preact';

/** A label above what is filled in, and what is wrong with it below. */
export function Field({
  id,
  label,
  fault,
  note,
  children,
}: {
  id: string;
  label: string;
  fault?: string | undefined;
  note?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={fault === undefined ? 'field' : 'field wrong'}>
      <label for={id}>{label}</label>
      {children}
      {fault === undefined ? null : (
        <p class="wrong-why" id={`${id}-why`}>
          {fault}
        </p>
      )}
      {note === undefined ? null : <p class="note">{note}</p>}
    </div>
  );
}

/** What a field's input needs, so that a screen reader tells its fault with it. */
export const faultProps = (id: string, fault: string | undefined) =>
  fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-why` };
