import { fencedSpans, pluginStartingAt } from '../rule/guide-text.js';
import { isInOneOf, type Span } from '../text/span.js';
import { isTable, type TomlTableValue, type TomlValue } from '../toml/path.js';

/**
 * Returns the regions of a guide that may contain something that Kibana shows differently, without parsing
 * it: parsing takes a hundred times as long, and most guides contain nothing of the kind. Spans are those of
 * list items, or of paragraphs with the lists around them.
 */
export function suspiciousRegions(text: string, transform: TomlTableValue): Span[] {
  const whole = [{ start: 0, end: text.length }];
  if (text.includes('!{')) return whole;
  const offsets: number[] = [];
  const stars: number[] = [];
  // Searching for one character at a time is many times as fast as an expression for all of them.
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1))
    if (/[a-z/!?]/i.test(text[at + 1] ?? '')) offsets.push(at);
  for (let at = text.indexOf('*'); at >= 0; ) {
    if (mayBePattern(text, at)) stars.push(at);
    while (text.charCodeAt(++at) === 42);
    at = text.indexOf('*', at);
  }
  let hasReferences = false;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
    const next = text[at + 1];
    if (next !== 'o' && next !== 'i' && next !== '{') continue;
    if (!/^\$\{?(?:osquery|investigate)_\d/.test(text.slice(at, at + 16))) continue;
    hasReferences = true;
    if (isMisplaced(text, at)) offsets.push(at);
  }
  let hasBrackets = false;
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    hasBrackets = true;
    const next = text[at + 1];
    if (next === '!' || next === '^') offsets.push(at);
  }
  if (hasReferences && hasBraces(transform)) return whole;
  if (hasBrackets) {
    // Definitions and Timeline links have effects outside their paragraph, or break the whole guide.
    if (
      text.includes('timelines?timeline=(id') ||
      (text.includes(']:') && /^[ \t>]*\[[^\]\n]+\]:/m.test(text))
    )
      return whole;
    for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 2))
      if (!/^(?:https?:\/\/\w|mailto:|\/)/.test(text.slice(at + 2, at + 12))) offsets.push(at);
    for (let at = text.indexOf('timeline=('); at >= 0; at = text.indexOf('timeline=(', at + 10))
      offsets.push(at);
  }
  addLineOffsets(text, offsets);
  if (offsets.length === 0 && stars.length === 0) return [];
  const fences = /```|~~~/.test(text) ? fencedSpans(text) : [];
  const regions: Span[] = [];
  const isInLine = inlineCodeReader(text);
  let last: Span | undefined;
  // Offsets are in order: one within the previous region has the same region.
  const regionOf = (offset: number): Span | undefined => {
    if (isInOneOf(fences, offset) || isInLine(offset)) return undefined;
    if (!last || offset < last.start || offset >= last.end) last = regionAround(text, offset, fences);
    return last;
  };
  for (const offset of offsets.sort((a, b) => a - b)) {
    const before = last;
    const region = regionOf(offset);
    if (region && region !== before) regions.push(region);
  }
  // A single star is kept, so a region needs two.
  last = undefined;
  let starred: Span | undefined;
  for (const offset of stars) {
    const region = regionOf(offset);
    if (!region) continue;
    if (regions.at(-1) !== region && (text[offset + 1] === '*' || starred === region)) regions.push(region);
    starred = region;
  }
  return withoutDoubles(regions);
}

function withoutDoubles(regions: Span[]): Span[] {
  regions.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Span[] = [];
  for (const region of regions) {
    const last = apart.at(-1);
    if (!last || region.start >= last.end) apart.push(region);
    else if (region.end > last.end) apart[apart.length - 1] = { start: last.start, end: region.end };
  }
  return apart;
}

/** Returns whether stars may be part of a pattern: they are neither a bullet nor the marks of bold text. */
function mayBePattern(text: string, at: number): boolean {
  const [before, next] = [text[at - 1] ?? '\n', text[at + 1] ?? '\n'];
  if (next !== '*') return !/\s/.test(next) || !isIndentation(text, at);
  const after = text[at + 2] ?? '\n';
  if (/\w/.test(before)) return /\w/.test(after);
  if (/\s/.test(before)) return /[\s./"-]/.test(after);
  return /[/"-]/.test(before) && /\s/.test(after);
}

/**
 * Returns a function that says whether an offset is between backticks on its line. Fast for ascending
 * offsets.
 */
function inlineCodeReader(text: string): (offset: number) => boolean {
  let at = 0;
  let count = 0;
  return (offset) => {
    if (offset < at) at = count = 0;
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      at = next + 1;
      count = 0;
    }
    for (; at < offset; at++) if (text.charCodeAt(at) === 96) count++;
    if (count % 2 === 0) return false;
    const end = text.indexOf('\n', offset);
    const close = text.indexOf('`', offset);
    return close >= 0 && (end < 0 || close < end);
  };
}

/** Returns whether only whitespace and quote marks precede an offset on its line. */
function isIndentation(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t' || text[at] === '>')) at--;
  return at < 0 || text[at] === '\n';
}

/**
 * Adds starts of lines that other programs read as a table, a heading or a numbered item, and links that are
 * check boxes.
 */
function addLineOffsets(text: string, found: number[]): void {
  for (let start = 0; start < text.length; ) {
    let at = start;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 9 || code === 62) code = text.charCodeAt(++at);
    const next = text.charCodeAt(at + 1);
    const isBullet = (code === 45 || code === 42 || code === 43) && (next === 32 || next === 9);
    if (isBullet) {
      if (text.charCodeAt(at + 2) === 91 && /^.[ \t]+\[[x \t]*\]\(/.test(text.slice(at, at + 20)))
        found.push(at);
    } else if (code === 124 || code === 58 || code === 45) {
      if (/^[|:\s-]*\|[|:\s-]*(?:\n|$)/.test(text.slice(at, at + 200))) found.push(at);
    } else if ((code >= 48 && code <= 57) || (code === 35 && next === 35) || code === 91) {
      if (/^(?:\d+\)[ \t]|#{2,6}[^#\s]|\[[x \t]*\]\()/.test(text.slice(at, at + 20))) found.push(at);
    }
    const lineBreak = text.indexOf('\n', at);
    if (lineBreak < 0) break;
    start = lineBreak + 1;
  }
}

const bullet = /^[ \t]*(?:[-*+]|\d+\.)[ \t]/;

/**
 * Returns the list item with its lines, or else the lines from the last empty line before unindented text to
 * the next one.
 */
function regionAround(text: string, offset: number, fences: readonly Span[]): Span {
  return itemAround(text, offset) ?? blockAround(text, offset, fences);
}

/**
 * Returns the lines of a list item up to the next item or empty line, starting with the bullet; undefined if
 * it does not start with one.
 */
function itemAround(text: string, offset: number): Span | undefined {
  let start = offset;
  for (;;) {
    start = text.lastIndexOf('\n', start - 1) + 1;
    const line = text.slice(start, start + 100);
    if (bullet.test(line)) break;
    if (start === 0 || /^[ \t]*(?:[\r\n]|$|[#>`~|])/.test(line)) return undefined;
    start--;
  }
  let end = text.indexOf('\n', offset);
  while (end >= 0) {
    const line = text.slice(end + 1, end + 100);
    if (bullet.test(line) || /^[ \t]*(?:[\r\n]|$|[#>`~|])/.test(line)) break;
    end = text.indexOf('\n', end + 1);
  }
  while (text[start] === ' ' || text[start] === '\t') start++;
  return { start, end: end < 0 ? text.length : end };
}

function blockAround(text: string, offset: number, fences: readonly Span[]): Span {
  const isBoundary = (lineBreak: number): boolean =>
    /^\n[ \t]*\r?\n\S/.test(text.slice(lineBreak, lineBreak + 20));
  let start = text.lastIndexOf('\n', offset);
  while (start > 0 && !isBoundary(start)) start = text.lastIndexOf('\n', start - 1);
  start = start <= 0 ? 0 : text.indexOf('\n', start + 1) + 1;
  let end = text.indexOf('\n', offset);
  while (end >= 0 && !isBoundary(end)) end = text.indexOf('\n', end + 1);
  if (end < 0) end = text.length;
  if (isInOneOf(fences, start) || isInOneOf(fences, end)) return { start: 0, end: text.length };
  return { start: start > offset ? 0 : start, end };
}

/** Returns whether a search is at a position where Kibana may not show it, or not all of the text. */
function isMisplaced(text: string, offset: number): boolean {
  const plugin = pluginStartingAt(text, offset);
  if (plugin?.kind !== 'reference') return true;
  const lineEnd = text.indexOf('\n', plugin.span.end);
  const rest = text.slice(plugin.span.end, lineEnd < 0 ? text.length : lineEnd);
  if (plugin.name === 'investigate') {
    if (rest.trim() !== '') return true;
    return (
      lineEnd >= 0 && !/^[ \t]*(?:[-*+>#]|\d+\.[ \t]|\r?\n|$)/.test(text.slice(lineEnd + 1, lineEnd + 80))
    );
  }
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return !/^[ \t]*(?:[-*+]|\d+\.)[ \t]$/.test(before);
}

/**
 * Returns whether a string of an entry has braces, other than those of a placeholder: Kibana may end the
 * plugin there.
 */
function hasBraces(value: TomlValue): boolean {
  if (typeof value === 'string')
    return (value.includes('{') || value.includes('}')) && /[{}]/.test(value.replace(/\{\{[^{}]*\}\}/g, ''));
  if (Array.isArray(value)) return value.some(hasBraces);
  if (!isTable(value)) return false;
  for (const key in value) if (hasBraces(value[key]!)) return true;
  return false;
}
