import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { digestFile, LARGEST_MIB } from '../pages/digest-file.ts';
import type { Model } from './model.ts';

/** The signed document is read here and goes nowhere: its digest alone binds the authorisation to it. */
export function SignedFile({
  model: { say },
  digest,
  put,
}: {
  model: Model;
  digest: string | null;
  put: (digest: string | null) => void;
}): JSX.Element {
  const state = useSignal<'chosen' | 'reading' | 'tooLarge' | 'unreadable'>('chosen');
  const read = async (file: File | undefined) => {
    put(null);
    if (file === undefined) return;
    if (file.size > LARGEST_MIB * 2 ** 20) {
      state.value = 'tooLarge';
      return;
    }
    state.value = 'reading';
    try {
      put(await digestFile(file));
      state.value = 'chosen';
    } catch {
      state.value = 'unreadable';
    }
  };
  const told = state.value === 'chosen' ? (digest ? 'digest' : null) : state.value;
  return (
    <div class="field">
      <label class="field">
        <span>{say('authorise.file')}</span>
        <input
          type="file"
          aria-describedby="file-stays"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </label>
      <small id="file-stays">{say('authorise.file.stays')}</small>
      {told && (
        <small class={told === 'tooLarge' || told === 'unreadable' ? 'fault' : ''} role="status">
          {say(`authorise.file.${told}`, { digest: (digest ?? '').slice(0, 12), mib: LARGEST_MIB })}
        </small>
      )}
    </div>
  );
}
