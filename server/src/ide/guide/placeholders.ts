import { accessField, type EventObject } from '../../evaluate/values/access.js';

/** A piece of text with `{{field}}` in it: plain text, or a placeholder with its value in the event. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly written: string;
      readonly value: string | undefined;
    };

/**
 * Yields the placeholders of a text: two braces, anything but a closing brace, two closing ones. Reads each
 * character once.
 */
function* placeholdersIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let at = text.indexOf('{{'); at >= 0; ) {
    const close = text.indexOf('}', at + 2);
    if (close < 0) return;
    const isPlaceholder = close > at + 2 && text[close + 1] === '}';
    if (isPlaceholder) yield { start: at, end: close + 2 };
    at = text.indexOf('{{', isPlaceholder ? close + 2 : close + 1);
  }
}

/** Splits a text at its placeholders. */
export function splitPlaceholders(text: string, event: EventObject | undefined): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { start, end } of placeholdersIn(text)) {
    const written = text.slice(start, end);
    const field = written.slice(2, -2).trim();
    if (start > from) pieces.push({ kind: 'text', text: text.slice(from, start) });
    pieces.push({ kind: 'field', field, written, value: valueIn(event, field) });
    from = end;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** Returns a field's first value as text, which is what Kibana fills in. */
function valueIn(event: EventObject | undefined, field: string): string | undefined {
  if (!event || field === '') return undefined;
  const [value] = accessField(field).all(event);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Returns the text with all placeholders filled in that the event has a value for. */
export function fillPlaceholders(text: string, event: EventObject | undefined): string {
  return splitPlaceholders(text, event)
    .map((piece) => (piece.kind === 'text' ? piece.text : (piece.value ?? piece.written)))
    .join('');
}
