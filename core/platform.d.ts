// The few globals that every runtime of ours shares (Node, browsers, workers). Anything else must be handed in:
// core imports no platform (DESIGN §2), so its tsconfig has neither "DOM" nor "node" types.
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}
declare class URL {
  constructor(url: string, base?: string);
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
}
declare function atob(data: string): string;
declare function btoa(data: string): string;
