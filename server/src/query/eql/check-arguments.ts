import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import { nearestNames } from '../../text/nearest.js';
import { checkText } from './check-operators.js';
import { type CheckScope, sliceOf } from './check-scope.js';
import {
  eqlFunctions,
  type FunctionParameter,
  type FunctionSignature,
  findFunction,
  parameterAt,
} from './functions.js';
import type { Call, Expression } from './syntax.js';
import { type ExpressionType, typeName, typeOf } from './types.js';
import { findField } from './walk.js';

/** Replacements for functions from EQL's older dialects or other languages. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['match', 'use the operator [regex]'],
  ['matchlite', 'use the operator [regex]'],
  ['wildcard', 'use the operator [like] or [:]'],
  ['arraycontains', 'a condition on a list holds if any of its values satisfies it: use [==]'],
  ['arraysearch', 'a condition on a list holds if any of its values satisfies it'],
  ['arraycount', 'EQL cannot count the values of an array'],
]);

/** Checks that the function exists, as does its `~` form, and that each argument is of an accepted kind. */
export function checkArguments(call: Call, scope: CheckScope): void {
  const signature = findFunction(call.name);
  if (!signature) {
    const near = nearestNames(
      call.name,
      eqlFunctions.map((known) => known.name),
      Math.max(2, Math.floor(call.name.length / 3)),
    );
    const hint = near.length === 0 ? '' : `, did you mean ${near.map((name) => `[${name}]`).join(' or ')}?`;
    scope.report(
      call.nameSpan,
      `unknown function [${call.name}]${hint}`,
      replacements.get(call.name.toLowerCase()),
      'error',
      near.length === 1
        ? { title: `Replace with ${near[0]}`, edits: [{ span: call.nameSpan, text: near[0]! }] }
        : undefined,
    );
    return;
  }
  if (call.caseInsensitive && !signature.caseInsensitiveForm) {
    scope.report(call.nameSpan, `function [${signature.name}] does not support [~]`, 'remove the [~]');
  }
  call.arguments.forEach((argument, index) => {
    const parameter = parameterAt(signature, index);
    if (parameter) checkArgument(argument, index, parameter, signature, scope);
  });
}

function checkArgument(
  argument: Expression,
  index: number,
  parameter: FunctionParameter,
  signature: FunctionSignature,
  scope: CheckScope,
): void {
  if (argument.kind === 'missing') return;
  const place = `argument ${index + 1} (${parameter.name}) of [${signature.name}]`;
  const field = findField(argument);
  if (parameter.constant && field) {
    scope.report(argument.span, `${place} must be a constant, not field [${field.name}]`);
    return;
  }
  if (parameter.kind === 'string' && !checkText(argument, scope)) return;
  const type = typeOf(argument, scope.mappingOf);
  if (!accepts(parameter, type, argument)) {
    scope.report(
      argument.span,
      `${place} must be [${parameter.kind}], [${sliceOf(scope, argument)}] is [${typeName(argument, scope.mappingOf)}]`,
      parameter.kind === 'string' && type === 'number' && signature.name !== 'number'
        ? 'wrap it in string(…)'
        : undefined,
    );
    return;
  }
  if (
    signature.name === 'cidrMatch' &&
    index > 0 &&
    argument.kind === 'string' &&
    !isBlockOrAddress(argument.value)
  ) {
    scope.report(
      argument.span,
      `["${argument.value}"] is not a CIDR block`,
      'write an address and a prefix length: 10.0.0.0/8',
    );
  }
}

function accepts(parameter: FunctionParameter, type: ExpressionType, argument: Expression): boolean {
  if (type === 'unknown' || type === 'null') return true;
  switch (parameter.kind) {
    case 'any':
      return type !== 'unusable';
    case 'ip':
      return type === 'ip' || (type === 'string' && argument.kind !== 'field');
    case 'integer':
      return type === 'number' && !(argument.kind === 'number' && argument.type === 'double');
    default:
      return type === parameter.kind;
  }
}

/**
 * Returns whether a string is a block or a single address, which means the block of just that address:
 * shipped rules write `::1`.
 */
function isBlockOrAddress(text: string): boolean {
  return isValidBlock(text) || isValidAddress(text);
}
