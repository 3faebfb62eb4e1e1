import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startIdentityProvider } from '../../../demo/identity-provider/start.ts';
import { USERS } from '../../../demo/identity-provider/users.ts';
import { signIn } from '../../../gateway/cli/audit/sign-in.ts';
import { loopbackFetch } from '../../../gateway/loopback-fetch.ts';

type Provider = Awaited<ReturnType<typeof startIdentityProvider>>;
let provider: Provider;
beforeAll(async () => {
  provider = await startIdentityProvider({ port: 0, folder: mkdtempSync(join(tmpdir(), 'duecheck-idp-')) });
});
afterAll(() => provider.close());

/** What a browser and its user do: follow, choose a name on the sign-in page, follow to the loopback redirect. */
async function browse(start: URL, user: string): Promise<void> {
  const cookies = new Map<string, string>();
  const visit = async (url: URL, form?: URLSearchParams): Promise<URL | undefined> => {
    const answer = await loopbackFetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    await answer.arrayBuffer();
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return location === null ? undefined : new URL(location, url);
  };
  let at = await visit(start);
  if (at) at = await visit(at, new URLSearchParams({ user }));
  while (at) at = await visit(at);
}

it('signs an auditor in over a loopback redirect', async () => {
  const user = USERS[0]?.id ?? '';
  const walks: Promise<void>[] = [];
  const show = (url: URL) => walks.push(browse(url, user));
  const token = await signIn({ issuer: provider.url, clientId: 'duecheck-cli', show });
  await Promise.all(walks);
  expect(decodeJwt(token)).toMatchObject({ iss: provider.url, aud: 'urn:duecheck:gateway' });
});

it('takes no code that comes without the state it gave', async () => {
  const user = USERS[0]?.id ?? '';
  const walks: Promise<void>[] = [];
  const answers: number[] = [];
  const show = (url: URL) => {
    const forged = new URL(url.searchParams.get('redirect_uri') ?? '');
    forged.search = '?code=forged&state=forged';
    walks.push(
      loopbackFetch(forged).then((answer) => {
        answers.push(answer.status);
        return browse(url, user);
      }),
    );
  };
  expect(await signIn({ issuer: provider.url, clientId: 'duecheck-cli', show })).not.toBe('');
  await Promise.all(walks);
  expect(answers).toEqual([404]);
});

it('says when the issuer is none', async () => {
  const show = () => expect.unreachable();
  await expect(signIn({ issuer: `${provider.url}/nowhere`, clientId: 'x', show })).rejects.toMatchObject({
    code: 'sign-in-failed',
  });
});
