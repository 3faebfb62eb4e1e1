import { type FrameMessage, listenToFrame } from './channel.ts';
import { type CreditCheckError, widgetError } from './errors.ts';
import { STYLE, WORDS } from './look.ts';

export interface CreditCheckOptions {
  /** Origin of the widget, such as `https://widget.duecheck.example`, as the credit office told you. */
  readonly widget: string;
}

export interface CreditCheckEvents {
  /** The frame is there and shows the enquiry. */
  'cc:ready': CustomEvent<null>;
  /** The person handed something over: redeem the receipt on your server. It is in the form, too. */
  'cc:complete': CustomEvent<{ readonly receipt: string }>;
  /** Nothing is handed over, whatever the reason; or it was taken back. Go on as usual. */
  'cc:closed': CustomEvent<null>;
  'cc:error': CustomEvent<CreditCheckError>;
}

/** `<credit-check>`, as TypeScript sees it. */
export interface CreditCheckElement extends HTMLElement {
  /** What was handed over; '' until then. A form sends it as `credit-check-receipt`. */
  readonly receipt: string;
  /** Asks the gateway anew how far the session is. */
  reset(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-check': CreditCheckElement;
  }
  interface HTMLElementEventMap extends CreditCheckEvents {}
}

/** The name under which a form sends the receipt. */
export const RECEIPT_FIELD = 'credit-check-receipt';

/** A frame that was loaded says hello at once; one that was blocked never does. */
const HELLO_MS = 3000;
/** A network that does not answer at all. */
const LOAD_MS = 20_000;

const SESSION = /^cs_[0-9a-f-]{36}$/;
const SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';

/**
 * Defines `<credit-check>`. Safe to call again, and on a server, where it does nothing.
 *
 * @example
 * defineCreditCheck({ widget: 'https://widget.duecheck.example' });
 * // <credit-check session="cs_…">You can go on without it.</credit-check>
 */
export function defineCreditCheck({ widget }: CreditCheckOptions): void {
  if (typeof customElements === 'undefined' || customElements.get('credit-check') !== undefined) return;
  customElements.define('credit-check', elementFor(new URL(widget).origin));
}

const elementFor = (widget: string) =>
  class extends HTMLElement implements CreditCheckElement {
    static readonly formAssociated = true;
    static readonly observedAttributes = ['session', 'theme', 'language', 'size'];
    readonly #internals = this.attachInternals();
    readonly #root = this.attachShadow({ mode: 'open' });
    /** Ends whatever belongs to the frame that is shown. */
    #shown: AbortController | null = null;
    #due = false;
    #receipt = '';

    get receipt(): string {
      return this.#receipt;
    }

    connectedCallback(): void {
      if (this.#root.adoptedStyleSheets.length === 0) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        this.#root.adoptedStyleSheets = [sheet];
      }
      this.reset();
    }

    disconnectedCallback(): void {
      this.#shown?.abort();
    }

    attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
      if (before !== now) this.reset();
    }

    /** Several changes at once are one. */
    reset(): void {
      if (this.#due) return;
      this.#due = true;
      queueMicrotask(() => {
        this.#due = false;
        if (this.isConnected) this.#show();
      });
    }

    #show(): void {
      this.#shown?.abort();
      this.#shown = new AbortController();
      const { signal } = this.#shown;
      this.#keep('');
      const session = this.getAttribute('session') ?? '';
      if (!SESSION.test(session)) {
        this.#fail(widgetError('session-missing', 'The attribute `session` holds no session id.'));
        return;
      }
      const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('-');
      const frame = document.createElement('iframe');
      frame.title = this.#words.title;
      frame.setAttribute('sandbox', SANDBOX);
      frame.referrerPolicy = 'no-referrer';
      const look = ['theme', 'language', 'size'].map(
        (name) => `&${name}=${encodeURIComponent(this.getAttribute(name) ?? 'auto')}`,
      );
      const query = `origin=${encodeURIComponent(location.origin)}${look.join('')}`;
      frame.src = `${widget}/frame/${session}?${query}#${nonce}`;

      const unreachable = () =>
        this.#fail(widgetError('frame-unreachable', 'The frame did not load, or may not load here.'));
      let timer = setTimeout(unreachable, LOAD_MS);
      signal.addEventListener('abort', () => clearTimeout(timer));
      frame.addEventListener(
        'load',
        () => {
          clearTimeout(timer);
          timer = setTimeout(unreachable, HELLO_MS);
        },
        { once: true, signal },
      );
      listenToFrame({ frame, origin: widget, nonce, signal }, (message) => {
        clearTimeout(timer);
        frame.style.visibility = '';
        this.#hear(message);
      });
      frame.style.visibility = 'hidden';
      this.#root.replaceChildren(this.#paragraph(this.#words.loading), frame);
    }

    #hear(message: FrameMessage): void {
      // Once the frame speaks for itself, what stood in for it goes.
      this.#root.querySelector('p')?.remove();
      if (message.type === 'error') {
        if (message.error.category === 'session') this.#keep('');
        this.#tell('cc:error', message.error);
        return;
      }
      this.#keep(message.type === 'complete' ? message.receipt : '');
      this.#tell(`cc:${message.type}`, message.type === 'complete' ? { receipt: message.receipt } : null);
    }

    #fail(error: CreditCheckError): void {
      this.#shown?.abort();
      const paragraph = this.#paragraph(this.#words.failed);
      if (error.retryable) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = this.#words.retry;
        button.onclick = () => this.reset();
        paragraph.append(button);
      }
      this.#root.replaceChildren(paragraph);
      this.#tell('cc:error', error);
    }

    #keep(receipt: string): void {
      this.#receipt = receipt;
      if (receipt === '') {
        this.#internals.setFormValue(null);
        return;
      }
      const field = new FormData();
      field.set(RECEIPT_FIELD, receipt);
      this.#internals.setFormValue(field);
    }

    #tell(type: keyof CreditCheckEvents, detail: unknown): void {
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
    }

    #paragraph(words: string): HTMLParagraphElement {
      const paragraph = document.createElement('p');
      paragraph.setAttribute('role', 'status');
      paragraph.textContent = words;
      return paragraph;
    }

    get #words(): (typeof WORDS)['zh' | 'en'] {
      const asked = this.getAttribute('language') ?? 'auto';
      return WORDS[/^zh/i.test(asked === 'auto' ? navigator.language : asked) ? 'zh' : 'en'];
    }
  };
