import type { JSX } from 'preact';
import type { PopupState } from '../messages/popup.ts';
import { newsRead, say } from './state.ts';

/** After an update, once, and only where the clerk looks anyway. */
export const News = ({ now: { news } }: { now: PopupState }): JSX.Element | null =>
  news.length === 0 ? null : (
    <section>
      <h2>{say.value('news')}</h2>
      {news.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <button type="button" onClick={() => void newsRead()}>
        {say.value('news.read')}
      </button>
    </section>
  );
