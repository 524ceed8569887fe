import type { Aggregate, Assignment, Command, EsqlQuery, Expression } from '../../query/esql/syntax.js';
import type { Span } from '../../text/span.js';
import { code, listed, type Statement, say } from './statement.js';

/** Describes an ES|QL query in words, command by command. */
export function esqlInWords({ commands }: EsqlQuery, text: string): readonly Statement[] {
  const written = ({ start, end }: Span): string => text.slice(start, end).replace(/\s+/g, ' ').trim();
  return commands.map((command) => inWords(command, written));
}

type Written = (span: Span) => string;

function inWords(command: Command, written: Written): Statement {
  switch (command.kind) {
    case 'from': {
      const sources = command.sources.map(({ span }) => written(span));
      return say(`Reads ${listed(sources, 'and')}.`);
    }
    case 'where': {
      const { condition } = command;
      const parts = condition.kind === 'and' ? condition.operands : [condition];
      return say(
        parts.length === 1
          ? 'Keeps the rows for which this holds:'
          : 'Keeps the rows for which all of these hold:',
        parts.map((part) => conditionInWords(part, written)),
      );
    }
    case 'eval':
      return say(
        'Calculates',
        command.fields.map((field) => assignment(field, written)),
      );
    case 'stats':
    case 'inline-stats': {
      const groups = command.groups.map(({ span }) => written(span));
      const each = groups.length === 0 ? 'of all rows' : `for each ${listed(groups, 'and')}`;
      const verb = command.kind === 'stats' ? 'Creates one row' : 'Adds the results to each row';
      return say(
        `${verb} ${each}, with`,
        command.aggregates.map((one) => assignment(one, written)),
      );
    }
    case 'keep':
      return say(
        `Keeps the columns ${listed(
          command.patterns.map((one) => one.text),
          'and',
        )}.`,
      );
    case 'drop':
      return say(
        `Drops the columns ${listed(
          command.patterns.map((one) => one.text),
          'and',
        )}.`,
      );
    case 'rename':
      return say(
        'Renames',
        command.clauses.map(({ from, to }) => say(`${code(from.text)} to ${code(to.text)}`)),
      );
    case 'sort':
      return say(
        `Sorts by ${command.keys.map(({ value, isDescending }) => `${code(written(value.span))}${isDescending ? ' (largest first)' : ''}`).join(', ')}.`,
      );
    case 'limit':
      return say(`Keeps at most ${code(written(command.count.span))} rows.`);
    case 'dissect':
    case 'grok':
      return say(
        `Extracts columns from ${code(written(command.input.span))} by a pattern: ${code(written(command.span))}`,
      );
    case 'mv-expand':
      return say(`Creates one row for each value of ${code(command.column.text)}.`);
    case 'enrich':
      return say(`Adds columns by the enrich policy ${code(command.policy.text)}.`);
    case 'lookup-join':
      return say(
        `Adds the columns of ${code(command.index.text)} where ${listed(
          command.conditions.map(({ span }) => written(span)),
          'and',
        )} matches.`,
      );
    case 'completion':
      return say(`Sends to a language model: ${code(written(command.input.span))}`);
    default:
      return say(code(written(command.span)));
  }
}

function assignment({ name, value, span, ...rest }: Assignment | Aggregate, written: Written): Statement {
  const filter =
    'filter' in rest && rest.filter ? ` of the rows for which ${code(written(rest.filter.span))}` : '';
  return say(`${name ? `${code(name.text)} as ` : ''}${code(written(name ? value.span : span))}${filter}`);
}

function conditionInWords(expression: Expression, written: Written): Statement {
  if (expression.kind === 'and')
    return say(
      'all of these hold:',
      expression.operands.map((one) => conditionInWords(one, written)),
    );
  if (expression.kind === 'or')
    return say(
      'any of these holds:',
      expression.operands.map((one) => conditionInWords(one, written)),
    );
  if (expression.kind === 'not')
    return say('this does not hold:', [conditionInWords(expression.operand, written)]);
  if (expression.kind === 'is-null')
    return say(
      `${code(written(expression.operand.span))} is ${expression.isNegated ? 'present' : 'missing'}`,
    );
  if (expression.kind === 'in')
    return say(
      `${code(written(expression.value.span))} is ${expression.isNegated ? 'none' : 'one'} of ${listed(expression.items.map((item) => unquoted(item, written)))}`,
    );
  if (expression.kind === 'comparison' && relations[expression.operator] !== undefined)
    return say(
      `${code(written(expression.left.span))} ${relations[expression.operator]!} ${code(unquoted(expression.right, written))}`,
    );
  return say(code(written(expression.span)));
}

const relations: Readonly<Record<string, string>> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
};

function unquoted(expression: Expression, written: Written): string {
  return expression.kind === 'string' ? expression.value : written(expression.span);
}
