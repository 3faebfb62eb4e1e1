import { AUDIT_FRAME } from '@duecheck/core/text';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { CasePage } from './case/case-page.tsx';
import { Header } from './house/header.tsx';
import { language, wordsOf } from './house/language.ts';
import { Notices } from './house/notices.tsx';
import { type PlaceName, place } from './house/place.ts';
import { readSession, session } from './house/session.ts';
import { NoRole, NotNow, SignedOver, SignIn } from './house/signing.tsx';
import { may, readTitles } from './house/titles.ts';
import { later } from './later.tsx';
import { Alarm } from './log/alarm.tsx';
import { watchHead } from './log/watch-head.ts';
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
    if (who.state === 'signed-in' && may.value !== 'yes') void readTitles();
  }, [who]);
  useEffect(() => {
    if (may.value !== 'yes') return undefined;
    return watchHead();
  }, [may.value]);
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
        {may.value === 'no' ? <NoRole /> : null}
        {may.value === 'outage' ? <NotNow /> : null}
        {may.value === 'yes' ? (
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
