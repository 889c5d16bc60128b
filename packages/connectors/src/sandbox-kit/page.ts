/** Escapes text for HTML. */
export function escapeHtml(text: unknown): string {
  return String(text ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A complete page of the sandbox in one look; `body` is HTML and must be escaped by the caller. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · Turnup sandbox</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:64rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
button,input,select{font:inherit;padding:.3rem .7rem}form{display:inline}nav a{margin-right:1rem}.note{opacity:.7}
</style></head><body><nav><a href="/">Sandbox</a></nav><h1>${escapeHtml(title)}</h1>${body}</body></html>`
}

export function table(headings: string[], rows: string[][]): string {
  const head = headings.map((heading) => `<th>${escapeHtml(heading)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>${body || '<tr><td class="note">Nothing yet.</td></tr>'}</tbody></table>`
}
