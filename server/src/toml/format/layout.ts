import { type Statement, scanStatements } from '../scan.js';

/** A key with its value, or the header of a table, with the comments above it. */
export interface LayoutStatement {
  /** The source without surrounding whitespace, including a trailing comment. */
  readonly text: string;
  readonly scanned: Statement;
  /** The number of empty lines above it and its comments. */
  readonly blankLines: number;
  /** Comments on their own lines directly above. */
  readonly comments: readonly string[];
}

/** The entries below one header; the first table of a file may have none. */
export interface LayoutTable {
  readonly header: LayoutStatement | undefined;
  /** The names in the header, without quotes. */
  readonly path: readonly string[];
  readonly entries: readonly LayoutStatement[];
}

/** A text split into tables. It includes everything except whitespace and empty lines. */
export interface Layout {
  /** Comments at the top, followed by an empty line. */
  readonly preamble: readonly string[];
  readonly tables: readonly LayoutTable[];
  /** Comments below the last statement. */
  readonly closing: readonly string[];
}

/** Splits a valid text into its layout. */
export function readLayout(text: string): Layout {
  const statements = scanStatements(text);
  let preamble: readonly string[] = [];
  const tables: { header: LayoutStatement | undefined; path: string[]; entries: LayoutStatement[] }[] = [];
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  statements.forEach((scanned, index) => {
    const gap = readGap(text.slice(from, scanned.start));
    if (index === 0 && gap.separated.length > 0) preamble = gap.separated;
    const statement: LayoutStatement = {
      text: text.slice(scanned.start, scanned.end).trimEnd(),
      scanned,
      blankLines: index === 0 ? 0 : gap.blankLines,
      comments: index === 0 ? gap.comments : [...gap.separated, ...gap.comments],
    };
    from = scanned.end;
    if (statement.text.startsWith('['))
      tables.push({ header: statement, path: headerPath(statement.text), entries: [] });
    else {
      if (tables.length === 0) tables.push({ header: undefined, path: [], entries: [] });
      tables.at(-1)!.entries.push(statement);
    }
  });
  const rest = readGap(`${text.slice(from)}\n`);
  return { preamble, tables, closing: [...rest.separated, ...rest.comments] };
}

interface Gap {
  /** The number of empty lines above the first comment, or above the statement if there is none. */
  readonly blankLines: number;
  /** Comments followed by an empty line. */
  readonly separated: readonly string[];
  /** Comments directly above the statement. */
  readonly comments: readonly string[];
}

function readGap(text: string): Gap {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  // The first piece ends the previous statement's line, the last one precedes the statement itself.
  const between = lines.slice(text.startsWith('#') ? 0 : 1, -1);
  const first = between.findIndex((line) => line !== '');
  const lastBlank = between.lastIndexOf('');
  const comments = (list: readonly string[]): string[] => list.filter((line) => line !== '');
  return {
    blankLines: first < 0 ? between.length : first,
    separated: first < 0 || lastBlank < first ? [] : comments(between.slice(first, lastBlank)),
    comments: first < 0 ? [] : comments(between.slice(Math.max(first, lastBlank))),
  };
}

function headerPath(header: string): string[] {
  const written = /^\[\[?(.*?)\]/s.exec(header)?.[1] ?? '';
  return [...written.matchAll(/"([^"]*)"|'([^']*)'|([^."'\s]+)/g)].map(
    ([, basic, literal, bare]) => basic ?? literal ?? bare ?? '',
  );
}
