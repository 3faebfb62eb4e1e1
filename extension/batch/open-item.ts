import { caseAddress } from '@duecheck/core/binding';
import type { BatchItem } from '@duecheck/core/contract';
import type { Desk } from './desk.ts';

/** Opens the case in its own system where the binding knows an address; else its number is ready to be pasted there. */
export async function openItem({ say, said, current }: Desk, item: BatchItem): Promise<void> {
  const system = current.value?.system ?? null;
  const { caseKey: key, caseLabel: label, line } = item;
  const address = system && key !== null && label !== null ? caseAddress(system, { key, label }) : null;
  if (address !== null) {
    open(address, '_blank', 'noopener');
    return;
  }
  const text = label ?? String(line);
  const copied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  said.value = copied
    ? label === null
      ? say('copied.line', { line })
      : say('copied.case', { label })
    : say('copied.not');
}
