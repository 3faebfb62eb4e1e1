/** What the options page asks, and the page that introduces the extension. */
import { inLanguage, OPTIONS, translator } from '@duecheck/core/text';
import browser from 'webextension-polyfill';
import type { FromOptions, GivenView, OptionsReplies, SystemView } from '../../messages/options.ts';
import { readList } from '../lists.ts';
import { coverage, giverOf, hostPattern, isOptional } from '../origins.ts';
import { readOwn, writeOwn } from '../own-settings.ts';
import { offerSelection } from '../selection.ts';
import { type Given, readGiven, readLanguage } from '../settings.ts';

type Of<T extends FromOptions['type']> = Extract<FromOptions, { type: T }>;
type Handlers = { [T in FromOptions['type']]: (message: Of<T>) => Promise<OptionsReplies[T]> };

export const options: Handlers = {
  async 'options.state'() {
    const [{ policy }, own] = [await readGiven(), await readOwn()];
    return {
      language: await readLanguage(),
      own: own.language,
      languageBy: policy.language ? 'policy' : 'clerk',
      version: browser.runtime.getManifest().version,
      systems: await systems(),
      given: await givenViews(),
    };
  },

  async 'options.language'({ language }) {
    await writeOwn({ language });
    await offerSelection();
    return null;
  },

  async 'options.decorate'({ origin, show }) {
    const { bare } = await readOwn();
    const others = bare.filter((one) => one !== origin);
    await writeOwn({ bare: show === 'yes' ? others : [...others, origin] });
    return null;
  },
};

async function systems(): Promise<SystemView[]> {
  const [language, { bare }, { uncovered }] = [await readLanguage(), await readOwn(), await coverage()];
  const active = ((await readList('bindings'))?.list.bindings ?? []).filter(({ disabled }) => !disabled);
  return [...new Set(active.map(({ origin }) => origin))].map((origin) => ({
    origin,
    titles: [...new Set(active.filter((one) => one.origin === origin).map(({ title }) => inLanguage(title, language)))],
    cover: uncovered.includes(origin) ? giverOf(origin) : 'covered',
    pattern: hostPattern(origin),
    revocable: isOptional(origin) ? 'yes' : 'no',
    decorated: bare.includes(origin) ? 'no' : 'yes',
  }));
}

const NAMES = ['gatewayUrl', 'issuer', 'clientId', 'listRoot', 'language', 'introduce'] as const;

async function givenViews(): Promise<GivenView[]> {
  const [{ policy, given }, say] = [await readGiven(), translator(OPTIONS, await readLanguage())];
  return NAMES.flatMap((name) => {
    const value = given[name];
    return value === undefined || value === ''
      ? []
      : [
          {
            name,
            value: sayValue(name, value, say),
            by: name in policy ? 'policy' : 'build',
          },
        ];
  });
}

type Say = ReturnType<typeof translator<typeof OPTIONS>>;
type Value = NonNullable<Given[keyof Given]>;

function sayValue(name: GivenView['name'], value: Value, say: Say): string {
  if (name === 'introduce') return say(value === 'no' ? 'introduce.no' : 'introduce.yes');
  if (typeof value === 'string') return value;
  // Of a verifier key the part before its first plus is its name.
  return say('signers', { names: value.vkeys.map((vkey) => vkey.split('+')[0] ?? '').join('、'), n: value.threshold });
}
