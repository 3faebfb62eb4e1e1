import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import { messagePage, signInPage } from './pages.ts';
import { findUser } from './users.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/**
 * The one page where a person does something: GET shows who one can be, POST `user=<id>` signs in. A client
 * that asks for consent by name gets it: the clients are the office's own (`grantEverything` in configuration.ts).
 */
export async function handleInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, params, prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === 'consent') {
    await provider.interactionFinished(request, response, { consent: {} }, { mergeWithLastSubmission: true });
    return;
  }
  if (request.method !== 'POST') {
    const client = await provider.Client.find(String(params.client_id));
    response.writeHead(200, HTML).end(signInPage(uid, client?.clientName ?? '应用'));
    return;
  }
  const user = findUser(new URLSearchParams(await text(request)).get('user') ?? '');
  if (!user) {
    response.writeHead(400, HTML).end(messagePage('没有这个身份', '请返回列表选择。'));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: user.id, amr: ['demo'] } });
}
