/** Reads a .reg file as Windows does, and the keys as Chromium does (registry_dict.cc): lists are numbered values. */
export type Tree = { [name: string]: string | number | Tree };

export function importRegistry(bytes: Uint8Array, before: Tree = {}): Tree {
  const text = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
  const [head, ...lines] = text.split('\r\n');
  if (head !== '\ufeffWindows Registry Editor Version 5.00') throw new Error('no registry file');
  const root = structuredClone(before);
  let open: Tree | undefined;
  for (const line of lines) {
    const [, minus, key] = /^\[(-?)(HKEY_LOCAL_MACHINE\\.+)\]$/.exec(line) ?? [];
    const [, name, string, dword] =
      /^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|dword:([0-9a-f]{8}))$/.exec(line) ?? [];
    if (key !== undefined && minus) remove(root, key.split('\\'));
    else if (key !== undefined) open = key.split('\\').reduce(into, root);
    else if (name !== undefined && open)
      open[plain(name)] = string === undefined ? Number.parseInt(`${dword}`, 16) : plain(string);
    else if (line !== '') throw new Error(`not understood: ${line}`);
  }
  return root;
}

const plain = (text: string) => text.replace(/\\(.)/g, '$1');

function into(tree: Tree, name: string): Tree {
  tree[name] ??= {};
  return tree[name] as Tree;
}

function remove(root: Tree, path: string[]): void {
  const last = path.pop() as string;
  const parent = path.reduce<Tree | undefined>((tree, name) => tree?.[name] as Tree | undefined, root);
  if (parent) delete parent[last];
}

/** Keys whose values are numbered become lists. */
export function asPolicy(tree: Tree): unknown {
  const entries = Object.entries(tree).map(
    ([name, value]) => [name, typeof value === 'object' ? asPolicy(value) : value] as const,
  );
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value)
    : Object.fromEntries(entries);
}
