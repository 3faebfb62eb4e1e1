import type { ProblemCode } from '@duecheck/core/contract';
import { inLanguage, type Language, sayProblem, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ReleaseView } from '../messages/popup.ts';
import { answerRelease, gateway, keepReason, say } from './state.ts';

/** What waits for a second person, and what this clerk asked for. Whoever asks is named by their reason alone. */
export function Releases({ language }: { language: Language }): JSX.Element | null {
  const { releases } = gateway.value;
  const waiting = releases.filter(({ mine, state }) => !mine && state === 'asked');
  const mine = releases.filter((release) => release.mine);
  return (
    <>
      {waiting.length > 0 && (
        <section>
          <StateLine meaning="due">{say.value('release.waiting', { n: waiting.length })}</StateLine>
          <ul>
            {waiting.map((release) => (
              <li key={release.releaseId}>
                <What release={release} language={language} />
                <Answer release={release} language={language} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {mine.length > 0 && (
        <section aria-live="polite">
          <h2>{say.value('release.mine')}</h2>
          <ul>
            {mine.map((release) => (
              <li key={release.releaseId}>
                <b>{release.caseLabel}</b> {release.title}
                <small>
                  {say.value(`release.state.${release.state}`, {
                    time: sayTime(release.validUntil, Date.now(), language),
                  })}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const What = ({ release, language }: { release: ReleaseView; language: Language }): JSX.Element => (
  <>
    <b>{release.caseLabel}</b> {release.title}
    <small>
      {[
        say.value(`release.kind.${release.kind}`),
        release.subject && `${release.subject.name} ${release.subject.number}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </small>
    <p>{say.value('release.asks', { time: sayTime(release.askedAt, Date.now(), language), reason: release.reason })}</p>
    {release.kind === 'break-glass' && <small>{say.value('release.glass')}</small>}
  </>
);

function Answer({
  release: { releaseId, draft },
  language,
}: {
  release: ReleaseView;
  language: Language;
}): JSX.Element {
  const reason = useSignal(draft);
  const fault = useSignal<ProblemCode | 'outage' | 'missing' | null>(null);
  const saving = useSignal<'no' | 'yes'>('no');
  const answer = async (given: 'give' | 'refuse') => {
    const words = reason.value.trim();
    fault.value = words === '' ? 'missing' : null;
    if (words === '' || saving.value === 'yes') return;
    saving.value = 'yes';
    fault.value = await answerRelease(releaseId, { answer: given, reason: words });
    saving.value = 'no';
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{say.value('release.reason')}</span>
        <textarea
          rows={2}
          maxLength={500}
          required
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
            keepReason(releaseId, reason.value);
          }}
        />
      </label>
      {fault.value && (
        <p class="fault" role="alert">
          {saysFault(fault.value, language)}
        </p>
      )}
      <div class="buttons">
        <button type="button" class="act" disabled={saving.value === 'yes'} onClick={() => void answer('give')}>
          {say.value('release.give')}
        </button>
        <button type="button" class="quiet" disabled={saving.value === 'yes'} onClick={() => void answer('refuse')}>
          {say.value('release.refuse')}
        </button>
      </div>
    </form>
  );
}

function saysFault(fault: ProblemCode | 'outage' | 'missing', language: Language): string {
  if (fault === 'missing') return say.value('release.reason.missing');
  if (fault === 'outage') return say.value('release.outage');
  return `${inLanguage(sayProblem(fault), language)} (${fault})`;
}
