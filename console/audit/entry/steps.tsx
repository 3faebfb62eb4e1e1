import { toBase64 } from '@duecheck/core/bytes';
import type { EntryStep } from '@duecheck/core/register';
import { AUDIT_ENTRY, type Translate } from '@duecheck/core/text';
import { Icon, type IconName } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { wordsOf } from '../house/language.ts';
import type { Verified } from './entry.ts';

type Say = Translate<typeof AUDIT_ENTRY>;

/** Each step in words; the sign is never alone. */
export function Steps({ verified }: { verified: Verified }): JSX.Element {
  const say = wordsOf(AUDIT_ENTRY);
  const failing = verified.steps.find(({ verdict }) => verdict === 'fails');
  const open = verified.steps.some(({ verdict }) => verdict === 'open');
  const sum = failing ? 'fails' : open ? 'open' : 'holds';
  return (
    <>
      <p class={`sum ${sum}`} role="status">
        <Icon name={SIGN[sum]} />
        <span>{failing ? say('all.fails', { step: say(`step.${failing.step}`) }) : say(`all.${sum}`)}</span>
      </p>
      <p class="note">{say('proof.note')}</p>
      <ol class="steps">
        {verified.steps.map((step) => (
          <li key={step.step} class={step.verdict}>
            <Icon name={SIGN[step.verdict]} />
            <div>
              <h4>
                {say(`step.${step.step}`)} <span class="verdict">{say(`verdict.${step.verdict}`)}</span>
              </h4>
              <p>{sentence(step, verified, say)}</p>
              {step.step === 'inclusion' && step.verdict === 'holds' ? <Path verified={verified} say={say} /> : null}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

const SIGN: Readonly<Record<EntryStep['verdict'], IconName>> = { holds: 'clear', open: 'unchecked', fails: 'refused' };

const sentence = ({ step, verdict }: EntryStep, verified: Verified, say: Say): string =>
  say(step === 'witnesses' && verified.quorum === 0 ? 'step.witnesses.none' : `step.${step}.${verdict}`, {
    size: String(verified.head?.size ?? ''),
    seen: String(verified.seenSize ?? ''),
    names: verified.cosigned.join('、'),
    quorum: verified.quorum,
    index: String((verified.index ?? 0n) + 1n),
    n: verified.path.length,
  });

const Path = ({ verified, say }: { verified: Verified; say: Say }) => (
  <details>
    <summary>{say('path.show')}</summary>
    <ol class="path">
      <Hash label={say('path.leaf')} value={verified.leafHash} />
      {verified.path.map((hash, level) => (
        <Hash key={toBase64(hash)} label={say('path.join', { n: level + 1 })} value={hash} />
      ))}
      <Hash label={say('path.root')} value={verified.head?.root ?? null} />
    </ol>
  </details>
);

const Hash = ({ label, value }: { label: string; value: Uint8Array | null }) => (
  <li>
    {label} <code>{value === null ? '' : toBase64(value)}</code>
  </li>
);
