import { AUDIT_FRAME } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { CasePage } from './case/case-page.tsx';
import { Header } from './house/header.tsx';
import { language, wordsOf } from './house/language.ts';
import { type PlaceName, place } from './house/place.ts';
import { readSession, session } from './house/session.ts';
import { Notices } from './house/notices.tsx';
import { NoRole, SignedOver, SignIn } from './house/signing.tsx';
import { readTitles } from './house/titles.ts';
import { later } from './later.tsx';
import { SearchPage } from './search/search-page.tsx';

/** What auditors open first comes with the page; the rest when it is wanted. */
const PAGES: Readonly<Record<PlaceName, ComponentType>> = {
  entries: SearchPage,
  cases: CasePage,
  review: later(() => import('./review/review-page.tsx').then((m) => m.ReviewPage)),
  coverage: later(() => import('./coverage/coverage-page.tsx').then((m) => m.CoveragePage)),
  statistics: later(() => import('./statistics/statistics-page.tsx').then((m) => m.StatisticsPage)),
  live: later(() => import('./live/live-page.tsx').then((m) => m.LivePage)),
  log: later(() => import('./log/log-page.tsx').then((m) => m.LogPage)),
};

/** null: not known yet. */
const mayAudit = signal<boolean | null>(null);
const Alarm = later(() => import('./log/alarm.tsx').then((m) => m.Alarm));

export function App(): JSX.Element {
  const say = wordsOf(AUDIT_FRAME);
  const { value: who } = session;
  useEffect(() => {
    void readSession();
    // Signed in beside this page, or out.
    const look = () => {
      if (session.value.state !== 'signed-in') void readSession();
    };
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  useEffect(() => {
    if (who.state === 'signed-in' && mayAudit.value !== true)
      void readTitles().then((may) => {
        mayAudit.value = may;
      });
  }, [who]);
  useEffect(() => {
    if (mayAudit.value !== true) return undefined;
    let end = () => {};
    void import('./log/watch-head.ts').then(({ watchHead }) => {
      end = watchHead();
    });
    return () => end();
  }, [mayAudit.value]);
  useEffect(() => {
    document.title = `${say('title')} · ${say('product')}`;
  }, [language.value]);

  const Page = place.value.name === null ? null : PAGES[place.value.name];
  return (
    <>
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <Header />
      <main id="main">
        {who.state === 'unknown' ? <p class="empty">{say('loading')}</p> : null}
        {who.state === 'outage' ? <SignIn outage="yes" /> : null}
        {who.state === 'signed-out' && who.over === 'no' ? <SignIn outage="no" /> : null}
        {who.state === 'signed-out' && who.over === 'yes' ? <SignedOver /> : null}
        {mayAudit.value === false ? <NoRole /> : null}
        {mayAudit.value === true ? (
          <>
            <Alarm />
            <Notices />
            {Page === null ? <p class="empty">{say('place.none')}</p> : <Page />}
          </>
        ) : null}
      </main>
    </>
  );
}
