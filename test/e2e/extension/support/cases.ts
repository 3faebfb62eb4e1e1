/** The gateway's side of looking back: a history a script may fill, a clerk's decisions, and streams that say "look again". */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaseAct, DecisionsAnswer } from '@duecheck/core/contract';
import { id } from './id.ts';

export function createCases(legalToday: () => string) {
  const followers = new Set<ServerResponse>();
  const script = {
    /** By case key; of any other nothing was done. */
    acts: new Map<string, CaseAct[]>(),
    decisions: [] as DecisionsAnswer['decisions'],
    /** Streams that are opened: how often. */
    followed: 0,
  };
  return {
    script,
    /** What everybody who watches is told. */
    tell(what: 'case' | 'desk') {
      for (const follower of followers) follower.write(`event: ${what}\ndata: look-again\n\n`);
    },
    follow(request: IncomingMessage, response: ServerResponse) {
      script.followed++;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': watching\n\n');
      followers.add(response);
      request.on('close', () => followers.delete(response));
    },
    /** As after a restart of the gateway. */
    cut() {
      for (const follower of followers) follower.destroy();
      followers.clear();
    },
    routes: {
      caseHistory: ({ case: { key } }: { case: { key: string } }) => {
        const acts = script.acts.get(key);
        return {
          entry: id('ent'),
          readAt: new Date().toISOString(),
          caseLabel: acts ? key : null,
          subject: acts ? { number: '330*************10', name: '张**' } : null,
          acts: acts ?? [],
        };
      },
      decisions: () => ({ decisions: script.decisions, legalToday: legalToday() }),
    },
  };
}
