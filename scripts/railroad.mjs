/**
 * Draws rules of a grammar as railroad diagrams. The packages for it have licences that the project does not
 * accept, or load scripts from the network; this draws what our grammars need.
 */

const line = 9;
const gap = 12;
const height = 24;
const character = 7.4;

const escapeXml = (text) =>
  text.replace(/[&<>"]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found]);
const path = (d) => `<path d="${d}"/>`;

/** An element of a diagram: its width, its height above and below its line, and a function that draws it. */
function box(text, kind) {
  const width = Math.round(text.length * character) + 20;
  return {
    width,
    up: height / 2,
    down: height / 2,
    draw: (x, y) =>
      `<rect class="${kind}" x="${x}" y="${y - height / 2}" width="${width}" height="${height}" rx="${kind === 'terminal' ? 12 : 0}"/>` +
      `<text class="${kind}" x="${x + width / 2}" y="${y + 4}">${escapeXml(text)}</text>`,
  };
}

const nothing = { width: 0, up: 0, down: 0, draw: () => '' };

function sequence(parts) {
  const items = parts.filter(({ width }) => width > 0);
  if (items.length <= 1) return items[0] ?? nothing;
  return {
    width: items.reduce((sum, { width }) => sum + width, 0) + gap * (items.length - 1),
    up: Math.max(...items.map(({ up }) => up)),
    down: Math.max(...items.map(({ down }) => down)),
    draw(x, y) {
      let drawn = '';
      let at = x;
      for (const [index, item] of items.entries()) {
        if (index > 0) {
          drawn += path(`M${at} ${y}h${gap}`);
          at += gap;
        }
        drawn += item.draw(at, y);
        at += item.width;
      }
      return drawn;
    },
  };
}

function choice(parts) {
  if (parts.length === 1) return parts[0];
  const inner = Math.max(...parts.map(({ width }) => width));
  const width = inner + 4 * line;
  const offsets = [0];
  for (let index = 1; index < parts.length; index++)
    offsets.push(offsets[index - 1] + parts[index - 1].down + line + parts[index].up);
  return {
    width,
    up: parts[0].up,
    down: offsets.at(-1) + parts.at(-1).down,
    draw(x, y) {
      return parts
        .map((part, index) => {
          const at = y + offsets[index];
          const start = x + 2 * line;
          const end = start + part.width;
          const into =
            index === 0
              ? `M${x} ${y}h${2 * line}`
              : `M${x} ${y}q${line} 0 ${line} ${line}V${at - line}q0 ${line} ${line} ${line}`;
          const rest = `M${end} ${at}H${start + inner}`;
          const out =
            index === 0
              ? `h${2 * line}`
              : `q${line} 0 ${line} ${-line}V${y + line}q0 ${-line} ${line} ${-line}`;
          return path(into) + part.draw(start, at) + path(rest + out);
        })
        .join('');
    },
  };
}

const optional = (part) => choice([nothing, part]);

/** Draws a repeated element, with the separator on the line that leads back. */
function repeated(part, separator = nothing) {
  const inner = Math.max(part.width, separator.width);
  const back = part.down + line + separator.up;
  return {
    width: inner + 4 * line,
    up: part.up,
    down: back + separator.down,
    draw(x, y) {
      const start = x + 2 * line;
      const lower = y + back;
      return (
        path(`M${x} ${y}h${2 * line}`) +
        part.draw(start, y) +
        path(`M${start + part.width} ${y}H${x + inner + 4 * line}`) +
        path(`M${start + inner} ${y}q${line} 0 ${line} ${line}V${lower - line}q0 ${line} ${-line} ${line}`) +
        separator.draw(start + inner - separator.width, lower) +
        path(
          `M${start + inner - separator.width} ${lower}H${start}q${-line} 0 ${-line} ${-line}V${y + line}q0 ${-line} ${line} ${-line}`,
        )
      );
    },
  };
}

function diagramOf(part) {
  const inner = () => sequence(part.definition.map(diagramOf));
  switch (part.type) {
    case 'Terminal':
      return box(part.name, 'terminal');
    case 'NonTerminal':
      return box(part.name, 'rule');
    case 'Option':
      return optional(inner());
    case 'Repetition':
      return optional(repeated(inner()));
    case 'RepetitionMandatory':
      return repeated(inner());
    case 'RepetitionWithSeparator':
      return optional(repeated(inner(), box(part.separator.name, 'terminal')));
    case 'RepetitionMandatoryWithSeparator':
      return repeated(inner(), box(part.separator.name, 'terminal'));
    case 'Alternation':
      return choice(part.definition.map(diagramOf));
    default:
      return inner();
  }
}

const style =
  'rect.page{fill:#fff}path{fill:none;stroke:#555;stroke-width:1.5}rect.terminal{fill:#e7f5e9;stroke:#3c8d4f}rect.rule{fill:#e8eefb;stroke:#4a6fb5}' +
  'text{font:12px ui-monospace,monospace;text-anchor:middle;fill:#1b1b1b}text.name{font-weight:bold;text-anchor:start}';

/** Draws all rules of a serialized Chevrotain grammar below each other, as an SVG. */
export function drawGrammar(title, rules) {
  let y = 20;
  let width = 0;
  let body = '';
  for (const { name, definition } of rules) {
    const diagram = sequence(definition.map(diagramOf));
    body += `<text class="name" x="20" y="${y}">${escapeXml(name)}</text>`;
    const at = y + 16 + diagram.up;
    body += path(`M20 ${at - 6}v12M20 ${at}h${gap}`) + diagram.draw(20 + gap, at);
    const end = 20 + gap + diagram.width;
    body += path(`M${end} ${at}h${gap}m0 -6v12`);
    width = Math.max(width, end + gap + 20);
    y = at + diagram.down + 32;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}"><title>${escapeXml(title)}</title><style>${style}</style><rect class="page" width="${width}" height="${y}"/>${body}</svg>\n`;
}
