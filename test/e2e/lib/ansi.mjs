// Draws a captured terminal screen as a web page.

const escape = (text) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);

const basic = ['#1b2230', '#ff6e67', '#a9c98f', '#f2c14e', '#82aaff', '#c792ea', '#89ddff', '#d8dee9'];

/** The colour number n of a terminal's 256. */
function indexed(n) {
  if (n < 16) return basic[n % 8];
  if (n >= 232) return `rgb(${Array(3).fill(8 + (n - 232) * 10).join(',')})`;
  const level = (i) => (i === 0 ? 0 : 55 + i * 40);
  const m = n - 16;
  return `rgb(${level(Math.floor(m / 36))},${level(Math.floor(m / 6) % 6)},${level(m % 6)})`;
}

/** Applies one escape sequence's numbers to a style. */
function apply(style, numbers) {
  const queue = [...numbers];
  const colour = () => {
    const kind = queue.shift();
    if (kind === 5) return indexed(queue.shift());
    if (kind === 2) return `rgb(${queue.splice(0, 3).join(',')})`;
    return undefined;
  };
  while (queue.length > 0) {
    const n = queue.shift();
    if (n === 0) for (const name of Object.keys(style)) delete style[name];
    else if (n === 1) style.bold = true;
    else if (n === 3) style.italic = true;
    else if (n === 4) style.underline = true;
    else if (n === 7) style.reverse = true;
    else if (n === 22) delete style.bold;
    else if (n === 23) delete style.italic;
    else if (n === 24) delete style.underline;
    else if (n === 27) delete style.reverse;
    else if (n >= 30 && n <= 37) style.fg = basic[n - 30];
    else if (n === 38) style.fg = colour();
    else if (n === 39) delete style.fg;
    else if (n >= 40 && n <= 47) style.bg = basic[n - 40];
    else if (n === 48) style.bg = colour();
    else if (n === 49) delete style.bg;
    else if (n >= 90 && n <= 97) style.fg = basic[n - 90];
    else if (n === 58) colour(); // the underline's own colour
  }
}

function css({ fg, bg, bold, italic, underline, reverse }) {
  const [front, back] = reverse ? [bg ?? '#1b2230', fg ?? '#d8dee9'] : [fg, bg];
  return [
    front && `color:${front}`,
    back && `background:${back}`,
    bold && 'font-weight:bold',
    italic && 'font-style:italic',
    underline && 'text-decoration:underline',
  ].filter(Boolean).join(';');
}

/** An HTML page of 1280x800 that looks like the screen that `tmux capture-pane -e` gave. */
export function toPage(screen, { columns, rows }) {
  const style = {};
  let html = '';
  for (const line of screen.replace(/\n$/, '').split('\n')) {
    let width = 0;
    // eslint-disable-next-line no-control-regex
    for (const part of line.split(/(\x1b\[[0-9;:]*m)/)) {
      if (part.startsWith('\x1b[')) {
        apply(style, part.slice(2, -1).replace(/^4:\d/, '4').split(/[;:]/).map(Number));
      } else if (part !== '') {
        html += `<span style="${css(style)}">${escape(part)}</span>`;
        width += part.length;
      }
    }
    // What the capture leaves out at the end of a line has the background it ends with.
    html += `<span style="${css(style)}">${' '.repeat(Math.max(0, columns - width))}</span>\n`;
  }
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; width: 1280px; height: 800px; background: #1b2230; overflow: hidden; }
    pre { margin: 8px 12px; color: #d8dee9; font: 16.8px/${Math.floor(784 / rows)}px "DejaVu Sans Mono", monospace; }
    pre span { display: inline-block; vertical-align: top; height: ${Math.floor(784 / rows)}px; white-space: pre; }
  </style><pre>${html}</pre>`;
}
