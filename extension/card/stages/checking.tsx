import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';

/** Most answers come before anybody would read this; a way out only where it takes long (UI.md). */
const SAY_MS = 400;
const CANCEL_MS = 3000;

export function Checking({ model, since }: { model: Model; since: number }): JSX.Element {
  const shows = useSignal<'nothing' | 'words' | 'cancel'>('nothing');
  useEffect(() => {
    shows.value = 'nothing';
    const timers = [
      setTimeout(() => (shows.value = 'words'), SAY_MS),
      setTimeout(() => (shows.value = 'cancel'), CANCEL_MS),
    ];
    return () => timers.forEach(clearTimeout);
  }, [since]);
  return (
    <div class="checking">
      {shows.value !== 'nothing' && <p role="status">{model.say('checking')}</p>}
      {shows.value === 'cancel' && <Press onPress={() => void model.cancel()}>{model.say('checking.cancel')}</Press>}
    </div>
  );
}
