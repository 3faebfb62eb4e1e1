import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface SessionOptions {
  /** As the system's framework calls it. */
  readonly cookie: string;
  /** The system's own accounts, with the names to show; their password is already filled in on its login page. */
  readonly accounts: Readonly<Record<string, string>>;
}

export interface Sessions {
  /** The name to show, or undefined: nobody is signed in. */
  user(request: FastifyRequest): string | undefined;
  open(account: string, reply: FastifyReply): string | undefined;
  end(request: FastifyRequest, reply: FastifyReply): void;
}

export function createSessions({ cookie, accounts }: SessionOptions): Sessions {
  const names = new Map(Object.entries(accounts));
  const open = new Map<string, string>();
  const pattern = new RegExp(`(?:^|;\\s*)${cookie}=([\\w-]+)`);
  const idOf = (request: FastifyRequest): string => pattern.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const setCookie = (reply: FastifyReply, value: string, more = '') =>
    reply.header('set-cookie', `${cookie}=${value}; Path=/; HttpOnly; SameSite=Lax${more}`);

  return {
    user: (request) => open.get(idOf(request)),
    open(account, reply) {
      const name = names.get(account);
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
