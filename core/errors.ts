/**
 * The one error base of the core. `code` is stable and belongs to a closed union per module; the message is for
 * developers and never carries an identity number, a name or record text.
 */
export class DuecheckError<Code extends string = string> extends Error {
  override readonly name = 'DuecheckError';
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
