/** What a print page asks. Each making is an entry in the register before a line of it comes back. */
import type { FromPaper, PaperReplies, PaperWish } from '../../messages/index.ts';
import { client } from '../client.ts';
import { movedDate } from '../moved-date.ts';
import { readLanguage } from '../settings.ts';
import { signIn } from '../sign-in.ts';
import { tellPages } from '../tell-pages.ts';

type Of<T extends FromPaper['type']> = Extract<FromPaper, { type: T }>;
type Handlers = { [T in FromPaper['type']]: (message: Of<T>, wish: PaperWish) => Promise<PaperReplies[T]> };

export const paper: Handlers = {
  async 'paper.open'() {
    const [language, demoDate] = await Promise.all([readLanguage(), movedDate()]);
    return { language, demoDate };
  },

  'paper.make': ({ language }, wish) =>
    wish.paper === 'notice'
      ? client.noticePaper(wish.decision, { language })
      : client.undertaking(wish.check, { measure: wish.measure, language }),

  async 'paper.delivered'({ intent }) {
    await client.delivered(intent);
    return null;
  },

  async 'paper.signIn'() {
    const result = await signIn();
    if (result === 'signed-in') void tellPages();
    return result;
  },
};
