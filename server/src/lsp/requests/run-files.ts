import { statSync } from 'node:fs';
import { decodeEvents } from '../../evaluate/events/decode-events.js';
import type { EventFileProblem, EventSink } from '../../evaluate/events/event-sink.js';
import { readEventFileInTurns } from '../../evaluate/events/read-events.js';
import { clauseText } from '../../evaluate/explain/explain-text.js';
import { type NearMiss, nearMisses } from '../../evaluate/explain/near-misses.js';
import { outsideText } from '../../evaluate/outside-window.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { createLineFilter, type LineFilter } from '../../evaluate/run/prefilter.js';
import { startRule } from '../../evaluate/run/run-rule.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { describeEvent } from '../../ide/event-label.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import type { EventAlert, EventMiss, EventRun, FoundEvent } from '../messages.js';
import { decisiveValues } from './decisive-values.js';

/** A run of a rule on files as plain data, which can be sent to another thread. */
export interface FileRun {
  /** Text of the rule file. */
  readonly rule: string;
  /** Path of the rule file; undefined if the rule is not in a file. */
  readonly path: string | undefined;
  readonly files: readonly EventFile[];
}

export interface EventFile {
  readonly path: string;
  readonly uri: string;
  /** An editor's text, which is read instead of the file. */
  readonly text?: string;
  /** The path for messages. */
  readonly shown: string;
  readonly bytes: number;
}

/** Callbacks that observe and stop a run. */
export interface RunControl {
  stopped(): boolean;
  progress(bytes: number, events: number): void;
}

const most = { alerts: 1_000, notes: 50, misses: 5, missCandidates: 2_000 };

interface Origin {
  readonly uri: string;
  readonly index: number;
  readonly line: number;
  /** Kept for events that match or nearly match. */
  readonly event: EventObject;
}

/**
 * Runs a rule on event files, in turns with other work. If it is stopped, the result contains what was found
 * so far.
 */
export async function runOnFiles(
  { rule, files }: FileRun,
  fields: FieldCatalogue | undefined,
  control: RunControl,
): Promise<EventRun> {
  const prepared = prepareRule(readRule(parseToml(rule)), {}, withFields({}, fields));
  if (!prepared.ok) {
    const error = prepared.problems[0]?.message ?? 'the rule cannot be run';
    return { files: 0, events: 0, alerts: [], nearest: [], notes: [], error };
  }
  const run = startRule<Origin>(prepared);
  const misses = nearMisses<Origin>(prepared, { most: most.misses, candidates: most.missCandidates });
  const filter = filterAfter(createLineFilter([run.required]), () => !misses.looking());
  const notes: string[] = [];
  let read = 0;
  let bytesBefore = 0;
  let events = 0;
  let omitted = 0;
  const note = (text: string): void => {
    if (notes.length < most.notes) notes.push(text);
    else omitted++;
  };
  for (const { path, uri, text, shown, bytes } of files) {
    if (control.stopped()) break;
    const sink = {
      event(event: EventObject, index: number, line: number) {
        events++;
        const origin = { uri, index, line, event };
        run.read(event, origin);
        if (misses.looking()) misses.offer(event, origin);
      },
      problem: (problem: EventFileProblem) => note(describeProblem(shown, problem)),
      filter,
      skipped: () => events++,
    };
    try {
      if (text !== undefined) {
        readEventText(text, sink);
        read++;
        continue;
      }
      // Opening a pipe would wait for a writer.
      if (!statSync(path).isFile()) throw new Error('it is not a file');
      await readEventFileInTurns(path, sink, (bytesRead) => {
        control.progress(bytesBefore + Math.min(bytesRead, bytes), events);
        return control.stopped();
      });
    } catch (error) {
      note(`${shown} cannot be read: ${(error as Error).message}`);
    }
    bytesBefore += bytes;
    read++;
  }
  const stopped = control.stopped();
  const { alerts, problem, windowUse } = run.finish();
  const shownOf = new Map(files.map(({ uri, shown }) => [uri, shown]));
  const outside =
    windowUse &&
    outsideText(windowUse, (origins) =>
      origins.map(({ uri, line }) => `${shownOf.get(uri)}:${line}`).join(', '),
    );
  if (outside !== undefined) notes.push(outside);
  if (stopped) notes.unshift(`stopped after ${events} events; these are the alerts so far`);
  if (omitted > 0) notes.push(`${omitted} more problems in the files`);
  if (alerts.length > most.alerts)
    notes.push(`only the first ${most.alerts} of ${alerts.length} alerts are listed`);
  return {
    files: read,
    events,
    alerts: alerts.slice(0, most.alerts).map(
      (alert): EventAlert => ({
        events: alert.events.map((origin, step) =>
          origin === null
            ? null
            : { ...toFoundEvent(origin), values: decisiveValues(prepared, origin.event, step) },
        ),
      }),
    ),
    nearest: misses.list().map((miss) => toEventMiss(miss, prepared)),
    notes,
    ...(stopped && { stopped }),
    ...(problem && { error: problem.message }),
  };
}

/** Reads events from the text of a file. */
export function readEventText(text: string, sink: EventSink): void {
  const decoder = decodeEvents(sink);
  decoder.write(Buffer.from(text));
  decoder.end();
}

/** Returns a filter that passes everything until `active`. */
function filterAfter(filter: LineFilter | undefined, active: () => boolean): LineFilter | undefined {
  return (
    filter && {
      begin: (bytes) => filter.begin(bytes),
      mayMatch: (start, end) => !active() || filter.mayMatch(start, end),
    }
  );
}

function describeProblem(file: string, { line, message }: EventFileProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

function toFoundEvent({ uri, index, line, event }: Origin): FoundEvent {
  const start = { line: line - 1, character: 0 };
  return {
    uri,
    index,
    range: { start, end: start },
    label: describeEvent(event),
  };
}

function toEventMiss(
  { origin, step, failing, clause }: NearMiss<Origin>,
  { queryText }: PreparedRule,
): EventMiss {
  const where = step === undefined ? '' : `step ${step + 1}: `;
  return {
    event: toFoundEvent(origin),
    failing,
    reason: `${where}${clauseText(queryText, clause)}, but ${clause.reason.message}`,
  };
}
