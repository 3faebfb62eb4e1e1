/**
 * Put before the worker's own script in a test's build: every await of the outbox's path is told to the conductor when it is
 * over, and goes on when the conductor answers. The product has no hook of its own for this.
 *
 * A write is told twice: while its transaction is held open (`puts`, `deletes`), and when it is on disk (`kept`, `gone`).
 * Self-contained: it is sent as text.
 */
export function announce(conductor: string): void {
  const send = globalThis.fetch.bind(globalThis);
  const tell = (point: string): Promise<unknown> =>
    send(`${conductor}/${encodeURIComponent(point)}`, { method: 'POST' }).catch(() => undefined);
  const told = async <T>(point: string, done: Promise<T>): Promise<T> => {
    try {
      return await done;
    } finally {
      await tell(point);
    }
  };
  type Method = (this: unknown, ...given: never[]) => unknown;
  const around = (owner: object, name: string, make: (original: Method) => Method) => {
    const original = (owner as Record<string, Method>)[name];
    if (original) Object.defineProperty(owner, name, { configurable: true, writable: true, value: make(original) });
  };

  for (const name of ['importKey', 'exportKey', 'generateKey', 'deriveBits', 'deriveKey', 'encrypt', 'sign'])
    around(
      SubtleCrypto.prototype,
      name,
      (original) =>
        function (...given) {
          return told(name, original.apply(this, given) as Promise<unknown>);
        },
    );

  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input));
    await tell(`asks ${pathname}`);
    return told(`answered ${pathname}`, send(input, init));
  };
  around(
    Response.prototype,
    'json',
    (original) =>
      function () {
        return told(`read ${new URL((this as Response).url).pathname}`, original.call(this) as Promise<unknown>);
      },
  );

  const verbs = new WeakMap<IDBTransaction, string>();
  const reads = new WeakSet<IDBRequest>();
  for (const [name, verb, over] of [
    ['put', 'puts', 'kept'],
    ['delete', 'deletes', 'gone'],
  ] as const)
    around(
      IDBObjectStore.prototype,
      name,
      (original) =>
        function (...given) {
          const store = this as IDBObjectStore;
          const about = `${store.name} ${store.transaction.durability}`;
          verbs.set(store.transaction, `${over} ${about}`);
          let open = true;
          void tell(`${verb} ${about}`).then(() => {
            open = false;
          });
          // A transaction ends when nothing is asked of it any more.
          const hold = () => {
            if (open) store.count().onsuccess = hold;
          };
          hold();
          return original.apply(store, given);
        },
    );
  for (const name of ['get', 'getAll'])
    around(
      IDBObjectStore.prototype,
      name,
      (original) =>
        function (...given) {
          const request = original.apply(this, given) as IDBRequest;
          reads.add(request);
          return request;
        },
    );
  around(
    EventTarget.prototype,
    'addEventListener',
    (original) =>
      function (...given) {
        const [type, listener] = given as unknown as [string, (event: Event) => void];
        const late = (point: () => string) =>
          original.call(
            this,
            type as never,
            ((event: Event) => void tell(point()).then(() => listener(event))) as never,
          );
        if (this instanceof IDBTransaction && type === 'complete' && this.mode === 'readwrite')
          return late(() => verbs.get(this) ?? 'wrote');
        if (this instanceof IDBRequest && type === 'success' && reads.has(this))
          return late(() => `read ${(this.source as IDBObjectStore).name}`);
        return original.apply(this, given);
      },
  );

  around(
    LockManager.prototype,
    'request',
    (original) =>
      function (name: never, ...more: never[]) {
        const task = more.pop() as unknown as (lock: unknown) => unknown;
        const whenGranted = (lock: unknown) => tell(`lock ${name}`).then(() => task(lock));
        return told(`unlocked ${name}`, original.call(this, name, ...more, whenGranted as never) as Promise<unknown>);
      },
  );

  const about = (given: readonly unknown[]): string => {
    const [first] = given;
    const named = typeof first === 'string' ? first : first && typeof first === 'object' ? Object.keys(first)[0] : '';
    return String(named ?? '').split(':')[0] as string;
  };
  const { storage, alarms, action, permissions, tabs } = chrome;
  for (const [space, owner, names] of [
    ['session', storage.session, ['get', 'set', 'remove']],
    ['local', storage.local, ['get', 'set', 'remove']],
    ['managed', storage.managed, ['get']],
    ['alarms', alarms, ['get', 'create', 'clear']],
    ['action', action, ['setBadgeText']],
    ['permissions', permissions, ['contains']],
    ['tabs', tabs, ['sendMessage']],
  ] as const)
    for (const name of names)
      around(
        owner,
        name,
        (original) =>
          function (...given) {
            const point = [space, name, space === 'session' || space === 'local' ? about(given) : ''].join(' ').trim();
            return told(point, original.apply(this, given) as Promise<unknown>);
          },
      );
}
