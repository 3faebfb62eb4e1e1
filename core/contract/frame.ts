/** What the gateway sets into the page of the widget's frame. Types alone: both ends are delivered together, by one server. */

/** Why the frame shows no enquiry at all. */
export type FrameFault = 'session-unknown' | 'origin-mismatch' | 'partner-closed';

export interface FrameEnquiry {
  readonly session: string;
  /** The partner's name, in the frame's language. */
  readonly partner: string;
  /** Of the person's window. */
  readonly link: string;
  /** `_top`: the enquiry takes the whole window, and leads back. */
  readonly target: '_blank' | '_top';
  readonly test: boolean;
}

export interface FrameSetup {
  /** Of the page that holds the frame: nobody else is spoken to. */
  readonly origin: string;
  readonly enquiry: FrameEnquiry | FrameFault;
  /** One language of `FRAME`. */
  readonly words: Readonly<Record<string, string>>;
}
