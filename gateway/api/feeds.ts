import type { Feed, ListName, RouteName } from '@duecheck/core/contract';
import { type Call, defineCapability } from '../http/handler.ts';

/** GET /v1/feeds/{list}: relayed as signed, with an ETag; 304 costs nothing. */
async function relay(call: Call<RouteName>, list: ListName): Promise<Feed> {
  const { etag, feed } = await call.world.lists.published(list);
  call.reply.header('etag', etag).header('cache-control', 'no-cache');
  if (call.request.headers['if-none-match'] === etag) {
    call.reply.code(304).send();
    return undefined as never;
  }
  return feed;
}

export const catalogueFeed = defineCapability('catalogueFeed', (call) => relay(call as never, 'catalogue'));
export const bindingsFeed = defineCapability('bindingsFeed', (call) => relay(call as never, 'bindings'));
