/** The built widget: bytes that never change under their address. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const File = z.strictObject({
  /** In the folder, and behind the version in the address. */
  name: z.string().check(z.regex(/^[a-z-]+\.(js|css)$/)),
  /** Subresource Integrity (W3C SRI), sha384. */
  integrity: z.string(),
});
const Manifest = z.strictObject({
  /** Of the package, and a digest of what is served under it: `0.1.0-1f2e3d4c`. */
  version: z.string().check(z.regex(/^[0-9a-z.-]+$/)),
  loader: File,
  frame: z.strictObject({ script: File, style: File }),
});
export type WidgetManifest = z.infer<typeof Manifest>;

export interface WidgetFiles {
  readonly manifest: WidgetManifest;
  /** @returns null where there is none of that name */
  read(name: string): { readonly type: string; readonly bytes: Buffer } | null;
}

const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** @param folder as `scripts/build-widget.mjs` leaves it. @throws where it is not there or not whole */
export function openWidgetFiles(folder: string): WidgetFiles {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const { loader, frame } = manifest;
  const held = new Map(
    [loader, frame.script, frame.style].map(({ name }) => [
      name,
      { type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? '', bytes: readFileSync(join(folder, name)) },
    ]),
  );
  return { manifest, read: (name) => held.get(name) ?? null };
}
