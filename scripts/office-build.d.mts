export const OFFICE_KEY: string;
export function extensionId(key?: string): string;
export interface OfficeConfig {
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly listRoot: { readonly vkeys: readonly string[]; readonly threshold: number };
  readonly language?: string;
  /** 'no': it says nothing about itself of its own accord. */
  readonly introduce?: 'yes' | 'no';
  /** Of the bound systems; a match pattern has no port, so it covers all ports of the host. */
  readonly origins: readonly string[];
  readonly key?: string;
}
export function buildOffice(options: {
  from?: string;
  out: string;
  config: OfficeConfig;
  /** What is said otherwise than in the release; `undefined` takes away. */
  manifest?: Readonly<Record<string, unknown>>;
}): Promise<{ id: string; folder: string }>;
