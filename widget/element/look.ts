/** The element's own box: as high as its frame from the first moment, so that nothing on the page moves. */
export const STYLE = `
:host{display:inline-block;position:relative;box-sizing:border-box;width:320px;max-width:100%;height:88px;vertical-align:top}
:host([hidden]){display:none}
:host([size=flexible]){display:block;width:auto}
:host([size=compact]){width:168px;height:180px}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0}
p{box-sizing:border-box;height:100%;margin:0;padding:12px;border:1px solid #858d9a;border-radius:6px;overflow:auto;
font:14px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
button{margin-inline-start:8px;padding:2px 12px;font:inherit}
`;

/** Until the frame has words of its own, and where it never comes. */
export const WORDS = {
  zh: { title: '出示信用记录', loading: '正在准备…', failed: '暂时不能出示，可以照常继续。', retry: '重试' },
  en: {
    title: 'Show good records',
    loading: 'One moment…',
    failed: 'Not available now. You can go on as usual.',
    retry: 'Try again',
  },
} as const;
