/** The script at the widget's own address: it knows where it came from, so a page needs nothing but the element. */
import { defineCreditCheck } from './element/credit-check.ts';

defineCreditCheck({ widget: new URL(import.meta.url).origin });
