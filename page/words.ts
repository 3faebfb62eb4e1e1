/** How pages write the same words differently: 身份证号： · * 身份证号 · 确 定. Compared without blanks, colons and stars. */
const NOISE = /[\s\u3000\u00A0:：*＊]/g;

export const plain = (text: string): string => text.replace(NOISE, '');
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);
