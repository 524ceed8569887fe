import { append } from '../../text/append.js';
import { entryOf } from '../../text/entry-of.js';
import type { Command, EsqlQuery, Expression, Pipeline } from './syntax.js';

/** Returns the direct sub-expressions of an expression, without those in options. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'negative':
    case 'is-null':
      return [expression.operand];
    case 'comparison':
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'pattern':
      return [expression.value, ...expression.patterns];
    case 'in':
      return [expression.value, ...expression.items];
    case 'match':
      return [expression.value, expression.query];
    case 'cast':
      return [expression.value];
    case 'call':
      return expression.arguments;
    case 'list':
      return expression.items;
    case 'lambda':
      return [expression.body];
    default:
      return [];
  }
}

/**
 * Returns a copy of an expression with its direct sub-expressions replaced, or the expression itself if it
 * has none.
 */
export function mapChildren(expression: Expression, map: (child: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map(map) };
    case 'not':
    case 'negative':
    case 'is-null':
      return { ...expression, operand: map(expression.operand) };
    case 'comparison':
    case 'arithmetic':
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case 'pattern':
      return { ...expression, value: map(expression.value), patterns: expression.patterns.map(map) };
    case 'in':
      return { ...expression, value: map(expression.value), items: expression.items.map(map) };
    case 'cast':
      return { ...expression, value: map(expression.value) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(map) };
    default:
      return expression;
  }
}

/** Calls `visit` for an expression and everything below it, parents first. Skips subqueries. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walkExpression(child, visit);
}

/** Returns the conditions that must all hold for a condition to hold. */
export function conjunctsOf(condition: Expression): readonly Expression[] {
  return condition.kind === 'and' ? condition.operands.flatMap(conjunctsOf) : [condition];
}

/** Returns the expressions of a command, in source order. */
export function expressionsOf(command: Command): readonly Expression[] {
  switch (command.kind) {
    case 'where':
      return [command.condition];
    case 'eval':
    case 'row':
      return command.fields.map(({ value }) => value);
    case 'stats':
    case 'inline-stats':
      return [
        ...command.aggregates.flatMap(({ value, filter }) => (filter ? [value, filter] : [value])),
        ...command.groups.map(({ value }) => value),
      ];
    case 'sort':
      return command.keys.map(({ value }) => value);
    case 'limit':
      return [command.count, ...command.groups];
    case 'dissect':
    case 'grok':
    case 'parts':
      return [command.input];
    case 'lookup-join':
      return command.conditions;
    case 'change-point':
      return command.groups;
    case 'completion':
    case 'rerank':
      return [command.input, ...command.fields.map(({ value }) => value)];
    case 'sample':
      return [command.probability];
    default:
      return [];
  }
}

/** Trees do not change, and many checks visit all commands and expressions of the same tree. */
const pipelinesIn = new WeakMap<Command, readonly Pipeline[]>();
const commandsOf = new WeakMap<Pipeline, readonly Command[]>();
const nodesOf = new WeakMap<Pipeline, readonly Node[]>();

/** Returns the pipelines in a command: subqueries of FROM and IN, and branches of FORK. */
export function pipelinesOf(command: Command): readonly Pipeline[] {
  return entryOf(pipelinesIn, command, () => findPipelines(command));
}

function findPipelines(command: Command): readonly Pipeline[] {
  const found: Pipeline[] = [];
  if (command.kind === 'from')
    for (const source of command.sources) if ('kind' in source) found.push(source.pipeline);
  if (command.kind === 'fork') append(found, command.branches);
  for (const expression of expressionsOf(command))
    walkExpression(expression, (node) => {
      if (node.kind === 'subquery') found.push(node.pipeline);
    });
  return found;
}

/** Returns a pipeline and all pipelines in it, outer ones first. */
export function allPipelines(pipeline: Pipeline): readonly Pipeline[] {
  return [pipeline, ...pipeline.commands.flatMap(pipelinesOf).flatMap(allPipelines)];
}

interface Node {
  readonly expression: Expression;
  readonly command: Command;
}

/** Returns all commands of a query. Those of a nested pipeline follow the command that contains it. */
export function allCommands(query: Pipeline | EsqlQuery): readonly Command[] {
  return entryOf(commandsOf, query, () =>
    query.commands.flatMap((command) => [command, ...pipelinesOf(command).flatMap(allCommands)]),
  );
}

/** Calls back with every expression of a query, including those in parentheses. */
export function eachExpression(
  query: Pipeline,
  visit: (expression: Expression, command: Command) => void,
): void {
  for (const { expression, command } of entryOf(nodesOf, query, () => allNodes(query)))
    visit(expression, command);
}

function allNodes(query: Pipeline): readonly Node[] {
  const nodes: Node[] = [];
  for (const command of allCommands(query))
    for (const outer of expressionsOf(command))
      walkExpression(outer, (expression) => nodes.push({ expression, command }));
  return nodes;
}
