import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'HRSESSIONID';

/** The system's own accounts: one, with the password already filled in on its login page. */
const ACCOUNTS: ReadonlyMap<string, string> = new Map([['limin', '李敏']]);

export interface Sessions {
  /** The name to show, or undefined: nobody is signed in. */
  user(request: FastifyRequest): string | undefined;
  open(account: string, reply: FastifyReply): string | undefined;
  end(request: FastifyRequest, reply: FastifyReply): void;
}

export function createSessions(): Sessions {
  const open = new Map<string, string>();
  const idOf = (request: FastifyRequest): string =>
    /(?:^|;\s*)HRSESSIONID=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const setCookie = (reply: FastifyReply, value: string, more = '') =>
    reply.header('set-cookie', `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax${more}`);

  return {
    user: (request) => open.get(idOf(request)),
    open(account, reply) {
      const name = ACCOUNTS.get(account);
      if (name === undefined) return undefined;
      const id = randomBytes(24).toString('base64url');
      open.set(id, name);
      setCookie(reply, id);
      return name;
    },
    end(request, reply) {
      open.delete(idOf(request));
      setCookie(reply, '', '; Max-Age=0');
    },
  };
}
