import { accessField, type EventObject } from '../../evaluate/values/access.js';

/** A piece of a text with `{{field}}` in it: plain text, or a placeholder with the value it has in the event. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly written: string;
      readonly value: string | undefined;
    };

const placeholder = /\{\{([^}]+)\}\}/g;

/** Splits a text at its placeholders. */
export function splitPlaceholders(text: string, event: EventObject | undefined): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.includes('{{') ? text.matchAll(placeholder) : []) {
    const [written, name] = match as unknown as [string, string];
    const field = name.trim();
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'field', field, written, value: valueIn(event, field) });
    from = match.index + written.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** The first value of a field, as text: what Kibana puts in. */
function valueIn(event: EventObject | undefined, field: string): string | undefined {
  if (!event || field === '') return undefined;
  const [value] = accessField(field).all(event);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The text with the placeholders filled in that the event has a value for. */
export function fillPlaceholders(text: string, event: EventObject | undefined): string {
  return splitPlaceholders(text, event)
    .map((piece) => (piece.kind === 'text' ? piece.text : (piece.value ?? piece.written)))
    .join('');
}
