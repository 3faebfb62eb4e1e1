import browser from 'webextension-polyfill';

/** The card's page for one ticket. The fragment is not sent anywhere and no `Referer` carries it. */
export const cardAddress = (ticket: string): string => `${browser.runtime.getURL('card.html')}#${ticket}`;
