import { dateReader, readDateConstant } from '../../fields/dates.js';
import { type FieldMapping, familyOf } from '../../fields/field-type.js';
import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { KqlQuery, KqlValue } from './syntax.js';
import { clausesOf, type KqlClause, nestedPathsOf } from './walk.js';

/** What is known of the fields that a query may use. */
export interface KqlCheckContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** When given, a field for which it is false is an error. */
  readonly isMapped?: (name: string) => boolean;
}

const readDate = dateReader();

type Report = (span: Span, message: string, help?: string, severity?: 'error' | 'warning') => void;

/**
 * What Elasticsearch refuses once it knows the types of fields, and what it accepts but can never match
 * (spec/KQL-ESQL-RULE-TYPES.md section 1.2). Codes: `kql-type`, `kql-never-matches`, `field-unknown`.
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
        `"${name}" is not a nested field, it is [${type}]`,
        type === 'object'
          ? `write the conditions without braces: ${name}.field: value`
          : 'write the conditions without braces',
      );
  }
  for (const clause of clausesOf(query.condition)) checkClause(clause, context, report, problems);
  return problems;
}

function checkClause(clause: KqlClause, context: KqlCheckContext, report: Report, problems: Problem[]): void {
  const { node, field, nestedPath } = clause;
  if (node.value.constant === null) {
    report(
      node.value.span,
      'null is no value that a field can be searched for',
      'write "not field: *" for events without the field',
    );
    return;
  }
  if (field === undefined || !node.field || node.field.pieces) return;
  const nested = nestedParent(field, context);
  if (nested !== undefined && nested !== nestedPath) {
    report(
      node.field.span,
      `"${field}" lies in the nested field "${nested}" and matches only inside of it`,
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
  const mapping = context.mappingOf(field);
  if (!mapping || (mapping.type !== 'nested' && node.kind === 'is' && isStarAlone(node.value))) return;
  checkValue(field, mapping, node.value, node.kind === 'range', report);
}

function isStarAlone({ pieces }: KqlValue): boolean {
  return pieces?.every((piece) => piece === '') === true;
}

function nestedParent(field: string, { mappingOf }: KqlCheckContext): string | undefined {
  for (let dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
    const parent = field.slice(0, dot);
    if (mappingOf(parent)?.type === 'nested') return parent;
  }
  return undefined;
}

function checkValue(
  field: string,
  { type, format }: FieldMapping,
  value: KqlValue,
  isRange: boolean,
  report: Report,
): void {
  const { text, span } = value;
  const family = familyOf(type);
  if (value.pieces && (family === 'number' || family === 'ip' || family === 'date' || family === 'boolean')) {
    report(
      span,
      `"${field}" is [${type}], which knows no wildcards`,
      family === 'ip'
        ? 'write a block of addresses, such as "10.0.0.0/8"'
        : 'write the whole value, or a range',
    );
    return;
  }
  switch (family) {
    case 'number':
      if (!isNumber(text)) report(span, `"${text}" is not a number, which "${field}" holds`);
      else if (!isRange && type === 'long' && !isWhole(text))
        report(span, `"${field}" is [${type}], which never holds "${text}"`, undefined, 'warning');
      break;
    case 'boolean':
      if (text !== 'true' && text !== 'false' && text !== '')
        report(span, `"${text}" is neither true nor false, which "${field}" holds`);
      break;
    case 'ip':
      if (!isValidAddress(text) && (isRange || !isValidBlock(text)))
        report(
          span,
          `"${text}" is not an IP address${isRange ? '' : ' or block of addresses'}, which "${field}" holds`,
        );
      break;
    case 'date':
      // Other formats are the business of the mapping.
      if (format === undefined && !isDate(text))
        report(span, `"${text}" is not a date, which "${field}" holds`);
      break;
    case 'unusable':
      if (type !== 'other')
        report(
          span,
          `"${field}" is ${type === 'object' ? 'an object' : 'a nested field'} and has no value of its own`,
          type === 'object' ? 'name one of the fields below it' : `write ${field}: { field: value }`,
          'warning',
        );
      break;
    default:
  }
}

/** As Java reads numbers: without hexadecimal ones. */
function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
}

function isWhole(text: string): boolean {
  const number = Number(text);
  return Number.isInteger(number) && Math.abs(number) <= 2 ** 63;
}

/** A date, a number of milliseconds, or date math such as `now-30d/d`. */
function isDate(text: string): boolean {
  return readDateConstant(text, readDate, 0n) !== undefined;
}
