import { type Bracket, divided, flat, type Item, nest, type Separator, separatorOf } from './nesting.js';
import { isBreak, type Piece } from './pieces.js';

/** The same width as lists in the TOML around the query. */
const longestLine = 100;
const step = 4;

/** Writes a command that starts at a column, on several lines if it is too long. */
export function writeCommand(pieces: readonly Piece[], column: number, lineBreak: string): string {
  const [first, ...rest] = pieces;
  if (!first) return '';
  const items = nest([{ ...first, gap: '' }, ...rest]);
  const writer = new Writer(column, lineBreak);
  const isLaidOut = rest.some(({ gap, isComment }) => isComment || isBreak(gap));
  if (isLaidOut || column + flat(items).length <= longestLine) writer.items(items);
  else divideCommand(first, items, writer);
  return writer.written;
}

/** Splits a command that was written on one line. */
function divideCommand({ kind }: Piece, items: readonly Item[], writer: Writer): void {
  switch (kind) {
    case 'command-stats':
    case 'command-inline-stats': {
      const by = items.findIndex((item) => item.kind === 'by');
      const end = by < 0 ? items.length : by;
      divideAssignments(items.slice(0, end), writer);
      if (by < 0) return;
      writer.newLine(2);
      writer.filled(divided(items.slice(by), ','), step);
      return;
    }
    case 'command-eval':
    case 'command-row':
      divideAssignments(items, writer);
      return;
    case 'command-where':
      writer.lines(divided(items, separatorOf(items, ['or', 'and']) ?? 'and'), step);
      return;
    default:
      writer.filled(divided(items, ','), step);
  }
}

/** Puts one column on each line. A single column stays on the line of its command. */
function divideAssignments(items: readonly Item[], writer: Writer): void {
  const [name, ...fields] = items;
  const parts = divided(fields, ',');
  writer.items([name!]);
  if (parts.length < 2) {
    writer.items(fields);
    return;
  }
  writer.newLine(step);
  writer.lines(parts, step);
}

class Writer {
  written = '';
  /** The indentation of the current line. */
  private indentation = 0;

  constructor(
    private column: number,
    private readonly lineBreak: string,
  ) {}

  items(items: readonly Item[]): void {
    for (const item of items) this.item(item);
  }

  newLine(indentation: number): void {
    this.written += this.lineBreak + ' '.repeat(indentation);
    this.column = indentation;
    this.indentation = indentation;
  }

  /** Puts each part on its own line; the first one continues the current line. */
  lines(parts: readonly (readonly Item[])[], indentation: number): void {
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.newLine(indentation);
      this.items(this.atStart(part));
    }
  }

  /** Puts as many items on a line as fit. */
  filled(parts: readonly (readonly Item[])[], indentation: number): void {
    for (const [index, part] of parts.entries()) {
      const fits = this.column + flat(part).length <= longestLine;
      if (index > 0 && !fits) this.newLine(indentation);
      this.items(this.atStart(part));
    }
  }

  /** Returns an item at the beginning of a line, without the space before it. */
  private atStart(part: readonly Item[]): readonly Item[] {
    const [first, ...rest] = part;
    return first && this.column === this.indentation ? [{ ...first, gap: '' }, ...rest] : part;
  }

  private item(item: Item): void {
    this.add(item.gap);
    this.add(item.text);
    if ('inner' in item) this.inside(item);
  }

  private inside(bracket: Bracket): void {
    const { inner, close } = bracket;
    const separator = separatorOf(inner, [',', '|', 'or', 'and']);
    const fits = bracket.isLaidOut || this.column + flat(inner).length + 1 <= longestLine;
    if (fits || !separator) this.items(inner);
    else this.divide(inner, separator);
    if (close) this.item(close);
  }

  private divide(inner: readonly Item[], separator: Separator): void {
    const outer = this.indentation;
    this.newLine(outer + step);
    const parts = divided(inner, separator);
    if (separator === ',') this.filled(parts, outer + step);
    else this.lines(parts, outer + step);
    this.newLine(outer);
  }

  private add(text: string): void {
    this.written += text;
    const start = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    if (start < 0) {
      this.column += text.length;
      return;
    }
    this.column = text.length - start - 1;
    this.indentation = /^[ \t]*/.exec(text.slice(start + 1))![0].length;
  }
}
