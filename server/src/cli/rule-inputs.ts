import { checkException, type ExceptionItem, nameOfException } from '../evaluate/filters/check-exception.js';
import type { RuleInputs } from '../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../evaluate/values/access.js';
import type { Rule } from '../rule/rule.js';
import { append } from '../text/append.js';
import { isObject } from '../text/plain-objects.js';
import type { Problem } from '../text/problem.js';
import { readEvents } from './event-files.js';
import type { FileFinding } from './findings.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';

/** An exception with the position where it was read. */
interface PlacedException {
  readonly item: ExceptionItem;
  readonly path: string;
  readonly line: number;
}

/** Data that rules use besides events, and the problems of reading it. */
export interface InputsRead {
  readonly inputs: RuleInputs;
  readonly problems: readonly FileFinding[];
  /** Indexed by the number that rules use for them. */
  readonly exceptions: readonly PlacedException[];
}

/**
 * Reads the files of `--history`, `--indicators`, `--table` and `--exceptions`; rules do not get inputs whose
 * option is missing. Throws a {@link UsageError} for a table without a name.
 */
export async function readRuleInputs(options: ParsedOptions, output: Output): Promise<InputsRead> {
  const problems: FileFinding[] = [];
  const read = async (option: 'history' | 'indicators'): Promise<RuleInputs> => {
    const paths = options.texts(option);
    if (paths.length === 0) return {};
    const documents: EventObject[] = [];
    const found = await readEvents(paths, (event) => documents.push(event), output);
    append(problems, found.problems);
    return { [option]: documents };
  };
  const tables = new Map<string, readonly EventObject[]>();
  for (const written of options.texts('table')) {
    const { name, path } = namedTable(written);
    const documents: EventObject[] = [];
    const found = await readEvents([path], (event) => documents.push(event), output);
    append(problems, found.problems);
    tables.set(name, documents);
  }
  const given = {
    ...(await read('history')),
    ...(await read('indicators')),
    ...(tables.size > 0 && { tables }),
  };
  const paths = options.texts('exceptions');
  if (paths.length === 0) return { inputs: given, problems, exceptions: [] };
  const { exceptions, problems: faults } = await readExceptions(paths, output);
  const inputs = { ...given, exceptions: exceptions.map(({ item }) => item) };
  return { inputs, problems: [...problems, ...faults], exceptions };
}

function namedTable(written: string): { readonly name: string; readonly path: string } {
  const at = written.indexOf('=');
  if (at <= 0 || at === written.length - 1)
    throw new UsageError(
      `--table takes NAME=PATH, such as --table threat_list=list.ndjson, not "${written}"`,
    );
  return { name: written.slice(0, at), path: written.slice(at + 1) };
}

async function readExceptions(
  paths: readonly string[],
  output: Output,
): Promise<Pick<InputsRead, 'exceptions' | 'problems'>> {
  const documents: { readonly document: EventObject; readonly number: number; readonly line: number }[] = [];
  const found = await readEvents(
    paths,
    (document, number, _, line) => documents.push({ document, number, line }),
    output,
  );
  const exceptions = documents.flatMap(({ document, number, line }) =>
    itemsOf(document).map((item): PlacedException => ({ item, path: found.locate(number).path, line })),
  );
  const faults = exceptions.flatMap((exception, index) =>
    checkException(exception.item).map(({ message }) =>
      exceptionFinding(exception, {
        code: 'unusable-input',
        severity: 'error',
        message: `${nameOfException(exception.item, index)} ${message}`,
      }),
    ),
  );
  return { exceptions, problems: [...found.problems, ...faults] };
}

/**
 * Returns the items of a document: Kibana's results for a response, and nothing for a list that contains
 * items or for the summary at the end of an export.
 */
function itemsOf(document: EventObject): readonly ExceptionItem[] {
  const { data, entries, item_id: id, list_id: list } = document;
  if (entries !== undefined) return [document];
  if (Array.isArray(data)) return data.map((item) => (isObject(item) ? item : {}));
  const isList = typeof list === 'string' && id === undefined;
  const isSummary = Object.keys(document).some((key) => key.startsWith('exported_'));
  return isList || isSummary ? [] : [document];
}

/** Reports that no rule uses `--history` or `--indicators`. */
export function tellUnusedInputs(options: ParsedOptions, rules: readonly Rule[], output: Output): void {
  for (const [option, type] of Object.entries({
    history: 'new_terms',
    indicators: 'threat_match',
  } as const)) {
    if (options.texts(option).length === 0 || rules.some((rule) => rule.type === type)) continue;
    output.message(`rulewright: only rules of type ${type} use --${option}, and there are none`);
  }
}

/** Converts a problem of an exception to a finding in the exception's file. */
export function exceptionFinding(
  { path, line }: PlacedException,
  { code, severity, message }: Pick<Problem, 'code' | 'severity' | 'message'>,
): FileFinding {
  const start = { line, column: 1 };
  return { path, code, severity, message, range: { start, end: start } };
}
