import { randomBytes } from 'node:crypto';
import type { Reply } from './gateway/responses.ts';
import { type Html, html } from './step-functions/console/html.ts';

/** A page of the local runtime's own: what stands on AWS for somebody else's, or for nothing. No script. */
export interface LocalPage {
  readonly language: 'nb' | 'en';
  readonly title: string;
  readonly body: Html;
  /** Directives of the content security policy beyond those that every page has. */
  readonly policy?: string;
}

const style = html`
:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}
body{margin:0 auto;max-width:60rem;padding:1rem;overflow-wrap:anywhere}
a{color:#00509e}:is(a,button,input,select,summary,iframe):focus-visible{outline:3px solid #b35c00;outline-offset:2px}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
form.filter{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:1rem 0}label{display:grid;grid-template-columns:minmax(0,max-content);max-width:100%;font-weight:600}
input,select,button{font:inherit;padding:.5rem .75rem;border:1px solid #555;border-radius:4px;background:#fff;color:inherit;max-width:100%}
button{background:#00509e;color:#fff;border-color:#00509e;cursor:pointer}
ul.choices{list-style:none;padding:0;margin:0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr))}
ul.choices button{width:100%;height:100%;text-align:left;background:#fff;color:#1b1b1b;border-color:#767676}ul.choices button:hover{background:#eef4fa}
ul.choices strong{display:block;color:#00509e}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.35rem 0}th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #c9c9c9;vertical-align:top}
pre{white-space:pre-wrap;background:#f4f4f4;padding:.6rem;margin:.3rem 0;font:inherit}iframe{width:100%;height:18rem;border:1px solid #767676}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0}
`.text;

export function localPage(status: number, { language, title, body, policy = '' }: LocalPage): Reply {
  const nonce = randomBytes(12).toString('base64url');
  const head = html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style nonce="${nonce}">`;
  const document = html`<body><main><h1>${title}</h1>${body}</main></body></html>`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${policy}`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
    body: `<!doctype html><html lang="${language}"><head>${head.text}${style}</style></head>${document.text}`,
  };
}
