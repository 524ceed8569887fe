import type { FieldMapping } from '../../fields/field-type.js';
import { parentNames } from '../../fields/parent-names.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { valueProblem } from '../value-problem.js';
import type { KqlQuery, KqlValue } from './syntax.js';
import { clausesOf, type KqlClause, nestedPathsOf } from './walk.js';

/** The known fields that a query may use. */
export interface KqlCheckContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** If given, a field for which it returns false is an error. */
  readonly isMapped?: (name: string) => boolean;
}

type Report = (span: Span, message: string, help?: string, severity?: 'error' | 'warning') => void;

/**
 * Checks for errors that Elasticsearch reports once it knows the types of fields, and for clauses that it
 * accepts but that can never match (docs/semantics/kql.md#field-and-value). Codes: `kql-type`,
 * `kql-never-matches`, `field-unknown`.
 */
export function checkKql(query: KqlQuery, context: KqlCheckContext): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (span, message, help, severity = 'error') => {
    const code = severity === 'error' ? 'kql-type' : 'kql-never-matches';
    problems.push({ code, severity, message, span, ...(help === undefined ? {} : { help }) });
  };
  for (const { name, span } of nestedPathsOf(query.condition)) {
    const type = context.mappingOf(name)?.type;
    if (type !== undefined && type !== 'nested')
      report(
        span,
        `"${name}" is not a nested field but [${type}]`,
        type === 'object'
          ? `write the conditions without braces: ${name}.field: value`
          : 'write the conditions without braces',
      );
  }
  let asked: AskedField | undefined;
  for (const clause of clausesOf(query.condition)) {
    const { field } = clause;
    // The tree expands a list of values, so its field is repeated.
    if (field !== undefined && field !== asked?.name) asked = lookUpField(field, context);
    checkClause(clause, asked, context, report, problems);
  }
  return problems;
}

interface AskedField {
  readonly name: string;
  readonly mapping: FieldMapping | undefined;
  /** The innermost nested field around it. */
  readonly nested: string | undefined;
}

function lookUpField(name: string, { mappingOf }: KqlCheckContext): AskedField {
  return { name, mapping: mappingOf(name), nested: nestedParent(name, mappingOf) };
}

/** Checks a clause. `asked` is what is known about its field, if it has one. */
function checkClause(
  clause: KqlClause,
  asked: AskedField | undefined,
  context: KqlCheckContext,
  report: Report,
  problems: Problem[],
): void {
  const { node, field, nestedPath } = clause;
  if (node.value.constant === null) {
    report(
      node.value.span,
      'a field cannot be searched for null',
      'write "not field: *" for events without the field',
    );
    return;
  }
  if (field === undefined || !asked || !node.field || node.field.pieces) return;
  const { nested, mapping } = asked;
  if (nested !== undefined && nested !== nestedPath) {
    report(
      node.field.span,
      `"${field}" belongs to the nested field "${nested}" and only matches inside it`,
      `write ${nested}: { ${field.slice(nested.length + 1)}: … }`,
    );
    return;
  }
  if (context.isMapped && !context.isMapped(field)) {
    problems.push({
      code: 'field-unknown',
      severity: 'error',
      message: `unknown field [${field}]`,
      span: node.field.span,
    });
    return;
  }
  if (!mapping || (mapping.type !== 'nested' && node.kind === 'is' && isStarAlone(node.value))) return;
  checkValue(field, mapping, node.value, node.kind === 'range', report);
}

function isStarAlone({ pieces }: KqlValue): boolean {
  return pieces?.every((piece) => piece === '') === true;
}

function nestedParent(field: string, mappingOf: KqlCheckContext['mappingOf']): string | undefined {
  return [...parentNames(field)].findLast((parent) => mappingOf(parent)?.type === 'nested');
}

function checkValue(
  field: string,
  mapping: FieldMapping,
  value: KqlValue,
  isRange: boolean,
  report: Report,
): void {
  const { text, span, pieces } = value;
  const { type } = mapping;
  const refused = valueProblem(field, mapping, { text, isPattern: pieces !== undefined, isRange });
  if (refused) report(span, refused.message, refused.help);
  else if (!isRange && type === 'long' && !isWhole(text))
    report(span, `"${field}" is [${type}], which never contains "${text}"`, undefined, 'warning');
  else if (type === 'object' || type === 'nested')
    report(
      span,
      `"${field}" is ${type === 'object' ? 'an object' : 'a nested field'} and has no value itself`,
      type === 'object' ? 'name one of the fields below it' : `write ${field}: { field: value }`,
      'warning',
    );
}

function isWhole(text: string): boolean {
  const number = Number(text);
  return Number.isInteger(number) && Math.abs(number) <= 2 ** 63;
}
