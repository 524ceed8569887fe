import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { EvaluationError } from '../../evaluate/plan/plan.js';
import type { PlannedTableQuery } from '../../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { describeEvent } from '../../ide/event-label.js';
import type { Span } from '../../text/span.js';
import type { PipelineStep, RowsBehind, ShownRow, ViewSource, WirePosition } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { LocatedEvent } from '../session/latest.js';
import type { Workspace } from '../session/workspace.js';
import { eventsOfSource, type SourceEvents } from './events-of-source.js';

const mostRows = 200;
const longestCell = 1_000;

/** Returns a table without rows, with the reason. */
export function noRows(error: string): RowsBehind {
  return { title: '', source: '', columns: [], rows: [], total: 0, notes: [], error };
}

/**
 * Returns how many rows each command of an ES|QL rule reads and returns. Throws an {@link EvaluationError} as
 * the search does.
 */
export function pipelineSteps(
  document: OpenDocument,
  { table }: PlannedTableQuery,
  events: readonly LocatedEvent[],
): readonly PipelineStep[] {
  const { query } = document.analysis().rule;
  return table.trace(events.map(({ event }) => event)).commands.flatMap(({ span, rowsIn, rowsOut }) => {
    const place = query?.place(span);
    return place ? [{ range: document.rangeOf(place), rowsIn: rowsIn ?? null, rowsOut }] : [];
  });
}

/**
 * Returns the rows of an open ES|QL rule after the command at a position, or after the last one before it.
 */
export async function rowsBehind(
  document: OpenDocument,
  source: ViewSource,
  position: WirePosition,
  workspace: Workspace,
): Promise<RowsBehind> {
  const found = await eventsOfSource(document, source, workspace);
  if (!found.ok) return noRows(found.error);
  await workspace.checkouts.schemasRead(document.path);
  const analysis = document.analysis();
  const objects = found.events.map(({ event }) => event);
  const inputs = withFields({ indicators: [] }, evaluatedFields(analysis));
  const prepared = prepareRuleForEvents(analysis.rule, objects, found.now, inputs);
  if (!prepared.ok) return noRows(prepared.problems[0]?.message ?? 'the rule cannot be evaluated');
  const { planned } = prepared;
  if (planned.kind !== 'table') return noRows('the query has no commands: it is not ES|QL');
  try {
    return rowsOf(document, prepared, planned, found, document.offsetAt(position));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return noRows(error.message);
  }
}

function rowsOf(
  document: OpenDocument,
  { queryText }: PreparedRule,
  { table }: PlannedTableQuery,
  { events, source, notes }: SourceEvents,
  offset: number,
): RowsBehind {
  const { query } = document.analysis().rule;
  const starts = table.commands.map(({ nameSpan }) => query?.place(nameSpan)?.start ?? 0);
  const index = Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
  const { columns, rows, origins, warnings } = table.behind(
    index,
    events.map(({ event }) => event),
  );
  const shown = Array.from({ length: Math.min(rows.length, mostRows) }, (_, number): ShownRow => {
    const row = rows.at(number)!;
    const [only, ...others] = origins.at(number)!;
    const event = only === undefined || others.length > 0 ? undefined : events[only];
    return {
      cells: row.map(cellText),
      ...(event && {
        event: { uri: event.uri, index: event.index, range: event.range, label: describeEvent(event.event) },
      }),
    };
  });
  const { nameSpan } = table.commands[index]!;
  const line = lineOf(document, query?.place(nameSpan));
  const name = queryText.slice(nameSpan.start, nameSpan.end).toUpperCase().replace(/\s+/g, ' ');
  return {
    title: line === undefined ? name : `${name} in line ${line}`,
    source,
    columns,
    rows: shown,
    total: rows.length,
    notes: [...notes, ...warnings],
  };
}

function lineOf(document: OpenDocument, place: Span | undefined): number | undefined {
  return place && document.rangeOf(place).start.line + 1;
}

/** Formats a value for a cell: a string as it is, anything else as JSON. */
function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
