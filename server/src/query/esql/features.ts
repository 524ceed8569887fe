import { append } from '../../text/append.js';
import type { Span } from '../../text/span.js';
import { commandFacts } from './commands.js';
import { esqlFunction } from './functions/functions.js';
import type { Command, EsqlQuery, Expression } from './syntax.js';
import { allCommands, eachExpression } from './walk.js';

/** A feature of a query that not every version of Elasticsearch has. */
export interface Feature {
  /** As the subject of a sentence. */
  readonly name: string;
  /** The first version that has it. */
  readonly since: string;
  readonly span: Span;
}

/** Returns the features of a query that later versions added, in source order. */
export function featuresOf(query: EsqlQuery): readonly Feature[] {
  const features: Feature[] = query.settings.map(({ span }) => ({ name: 'SET', since: '9.3', span }));
  for (const command of allCommands(query)) {
    const { name, nameSpan } = command;
    const since = commandFacts(name)?.since;
    if (since !== undefined) features.push({ name, since, span: nameSpan });
    append(features, optionsOf(command));
  }
  eachExpression(query, (expression) => {
    const feature = featureOf(expression);
    if (feature) features.push(feature);
  });
  return features.sort((a, b) => a.span.start - b.span.start);
}

/** Options that were added later than their command (docs/semantics/esql.md#commands). */
function optionsOf(command: Command): readonly Feature[] {
  switch (command.kind) {
    case 'from':
      return command.sources.flatMap((source) =>
        'kind' in source ? [{ name: 'A subquery in FROM', since: '9.4', span: source.span }] : [],
      );
    case 'stats':
    case 'inline-stats':
      return command.aggregates.flatMap(({ filter }) =>
        filter ? [{ name: 'WHERE after an aggregate', since: '8.16', span: filter.span }] : [],
      );
    case 'limit': {
      const [group] = command.groups;
      return group ? [{ name: 'LIMIT BY', since: '9.4', span: group.span }] : [];
    }
    case 'grok': {
      const [, second] = command.patterns;
      return second ? [{ name: 'A second pattern of GROK', since: '9.2', span: second.span }] : [];
    }
    case 'completion':
      return command.options
        ? [{ name: 'WITH {…} of COMPLETION', since: '9.2', span: command.options.span }]
        : [];
    case 'lookup-join': {
      const [first, second] = command.conditions;
      if (second) return [{ name: 'A second field of LOOKUP JOIN', since: '9.2', span: second.span }];
      return first && first.kind !== 'column' && first.kind !== 'missing'
        ? [{ name: 'A condition of LOOKUP JOIN', since: '9.2', span: first.span }]
        : [];
    }
    default:
      return [];
  }
}

function featureOf(expression: Expression): Feature | undefined {
  if (expression.kind === 'call') {
    const since = esqlFunction(expression.name)?.since;
    return since === undefined
      ? undefined
      : { name: expression.name.toUpperCase(), since, span: expression.nameSpan };
  }
  if (expression.kind === 'match') {
    const since = esqlFunction('match')?.since;
    return since === undefined
      ? undefined
      : { name: 'The operator ":"', since, span: expression.operatorSpan };
  }
  if (expression.kind === 'pattern' && expression.isList)
    return {
      name: `${expression.operator.toUpperCase()} with a list`,
      since: '9.1',
      span: expression.operatorSpan,
    };
  return undefined;
}
