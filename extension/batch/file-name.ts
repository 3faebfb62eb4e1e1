/** What no file system takes, out of a name that people gave. */
export const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').slice(0, 80);
