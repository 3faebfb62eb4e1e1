import type { Failure } from '@duecheck/core/check';
import { inLanguage, type Language, sayDate, sayProblem } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { Model, Stage } from './model.ts';
import { plainText } from './plain-text.ts';
import { Sheets } from './sheets.tsx';

/** Each language by its own name, so that whoever reads only that one finds it. */
const OTHER: Readonly<Record<Language, { readonly language: Language; readonly name: string }>> = {
  'zh-CN': { language: 'en', name: 'English' },
  en: { language: 'zh-CN', name: '中文' },
};

export function PaperPage({ model }: { model: Model }): JSX.Element {
  const stage = model.stage.value;
  return (
    <>
      <Bar model={model} stage={stage} />
      <main>
        {stage.at === 'made' ? <Sheets model={model} paper={stage.paper} /> : <Waiting model={model} stage={stage} />}
      </main>
    </>
  );
}

/** Above the sheets and never on them. Ctrl+P is the browser's own. */
function Bar({ model, stage }: { model: Model; stage: Stage }): JSX.Element {
  const { say, opened, language } = model;
  const copied = useSignal<'copied' | 'copy.failed' | null>(null);
  const other = OTHER[language.value];
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => (copied.value = 'copied'),
      () => (copied.value = 'copy.failed'),
    );
  return (
    <header class="bar">
      {stage.at === 'made' && (
        <>
          <button type="button" class="act" onClick={() => print()}>
            {say('print')} <kbd>Ctrl+P</kbd>
          </button>
          <button type="button" onClick={() => void copy(plainText(stage.paper.blocks))}>
            {say('copy')}
          </button>
          <button
            type="button"
            lang={other.language}
            title={say('other')}
            onClick={() => void model.make(other.language)}
          >
            {other.name}
          </button>
          <p>
            {say('registered')}
            {' · '}
            {stage.paper.template.organisation === null
              ? say('shipped')
              : say('own', { version: stage.paper.template.version })}
          </p>
        </>
      )}
      {opened.demoDate && <p>{say('demo.clock', { date: sayDate(opened.demoDate, opened.language) })}</p>}
      <p role="status" aria-live="polite">
        {copied.value && say(copied.value)}
      </p>
    </header>
  );
}

function Waiting({ model, stage }: { model: Model; stage: Exclude<Stage, { at: 'made' }> }): JSX.Element {
  const { say } = model;
  if (stage.at === 'making') {
    return (
      <Words title={say('title')}>
        <p role="status">{say('loading')}</p>
      </Words>
    );
  }
  if (stage.at === 'gone') return <Gone say={say} />;
  return (
    <Words title={say('title')}>
      <Failed model={model} failure={stage.failure} />
    </Words>
  );
}

function Failed({ model, failure }: { model: Model; failure: Failure }): JSX.Element {
  const { say, opened, language } = model;
  if (failure.kind === 'signed-out') {
    return (
      <>
        <StateLine meaning="unchecked">{say('signedOut.title')}</StateLine>
        <button type="button" class="act" onClick={() => void model.signIn()}>
          {say('signIn')}
        </button>
      </>
    );
  }
  return (
    <>
      {failure.kind === 'outage' ? (
        <>
          <StateLine meaning="unchecked">{say('outage.title')}</StateLine>
          <p>{say('outage.body')}</p>
        </>
      ) : (
        <>
          <StateLine meaning="refused">{inLanguage(sayProblem(failure.code), opened.language)}</StateLine>
          <p class="muted">
            {failure.code} {failure.requestId}
          </p>
        </>
      )}
      <button type="button" onClick={() => void model.make(language.value)}>
        {say('again')}
      </button>
    </>
  );
}

export const Gone = ({ say }: { say: Model['say'] }): JSX.Element => (
  <Words title={say('title')}>
    <StateLine meaning="refused">{say('gone.title')}</StateLine>
    <p>{say('gone.body')}</p>
  </Words>
);

/** Where there is no paper yet: its own heading is missing, and a page has one. */
const Words = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => (
  <div class="words">
    <h1>{title}</h1>
    {children}
  </div>
);
