// A report as one HTML page that needs nothing else: no scripts, no fonts, no pictures from elsewhere.

export interface ReportSection {
  readonly title: string;
  /** A sentence that says how to read it. */
  readonly note?: string;
  /** HTML. */
  readonly body: string;
}

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}p.note{color:#555;margin:.2rem 0 .8rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd;vertical-align:top;white-space:pre-line}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
div.plot{overflow-x:auto}svg{display:block;max-width:100%;min-width:40rem;height:auto}svg text{font:12px system-ui,sans-serif;fill:#1c1c1c}svg text.axis{font-style:italic}p.nothing{font-style:italic}
th[scope=row]{width:18rem;font-weight:normal}
.tiles{display:flex;flex-wrap:wrap;gap:1rem}.tile{border:1px solid #ddd;border-radius:.5rem;padding:.6rem 1rem;min-width:8rem}
.tile b{display:block;font-size:1.4rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:.6rem}
@media(prefers-color-scheme:dark){body{background:#16181c;color:#e6e6e6}svg text{fill:#e6e6e6}p.note{color:#aaa}
th,td,.tile{border-color:#3a3d44}pre{background:#22252b}}`;

export function htmlPage(title: string, sections: readonly ReportSection[]): string {
  const body = sections.map(
    ({ title: heading, note, body: content }) =>
      `<section><h2>${escapeHtml(heading)}</h2>${note ? `<p class="note">${escapeHtml(note)}</p>` : ''}${content}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body.join('\n')}
</body></html>
`;
}

/** Big numbers at a glance. */
export function tiles(values: readonly (readonly [name: string, value: string])[]): string {
  const boxes = values.map(([name, value]) => `<div class="tile"><b>${escapeHtml(value)}</b>${escapeHtml(name)}</div>`);
  return `<div class="tiles">${boxes.join('')}</div>`;
}

/** Cells that are numbers are set to the right. A table of names and values has no head. */
export function htmlTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '<p class="nothing">None.</p>';
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<td class="number">${value.toLocaleString('en-US')}</td>`
      : `<td>${escapeHtml(value)}</td>`;
  const named = (value: string | number) => `<th scope="row">${escapeHtml(String(value))}</th>`;
  const lines = rows.map((row) => {
    const cells = row.map((value, i) => (head.length === 0 && i === 0 ? named(value) : cell(value)));
    return `<tr>${cells.join('')}</tr>`;
  });
  const numeric = head.map((_, column) => typeof rows[0]?.[column] === 'number');
  const heads = head.map((name, i) => `<th${numeric[i] ? ' class="number"' : ''}>${escapeHtml(name)}</th>`);
  const headRow = head.length === 0 ? '' : `<thead><tr>${heads.join('')}</tr></thead>`;
  return `<table>${headRow}<tbody>${lines.join('')}</tbody></table>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
