import browser from 'webextension-polyfill';

/** The card's page for one ticket. The fragment is not sent anywhere and no `Referer` carries it. */
export const cardAddress = (ticket: string): string => `${browser.runtime.getURL('card.html')}#${ticket}`;

/** The card that is a tab of its own. No page may name this address: nothing but us opens it. */
export const byHandAddress = (ticket: string): string => `${browser.runtime.getURL('by-hand.html')}#${ticket}`;
