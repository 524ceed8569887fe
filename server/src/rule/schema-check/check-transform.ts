import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import type { Rule } from '../rule.js';
import { keySpan, valueSpan } from './place.js';

/** Checks what the schema of `[transform]` does not cover (docs/lints/transform-shape.md). */
export function checkTransform({ document }: Rule): Problem[] {
  const { transform } = document.values;
  const list = isTable(transform) ? transform.investigate : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, index) => {
    if (!isTable(entry)) return [];
    const path = ['transform', 'investigate', index];
    const wrong = wrongProviders(entry.providers, [...path, 'providers']);
    const problems: Problem[] = [];
    if (wrong) problems.push(error(valueSpan(document, wrong.path), wrong.message));
    const half = halfRange(entry);
    if (half && document.problems.length === 0) {
      problems.push(error(keySpan(document, [...path, half[0]]), `"${half[0]}" needs "${half[1]}".`));
    }
    return problems;
  });
}

function wrongProviders(
  providers: TomlValue | undefined,
  path: TomlPath,
): { path: TomlPath; message: string } | undefined {
  if (providers === undefined) return undefined;
  if (!Array.isArray(providers) || providers.length === 0) {
    return { path, message: '"providers" must be a list of groups, which are lists of tables.' };
  }
  const index = providers.findIndex((group) => !Array.isArray(group) || group.length === 0);
  if (index >= 0) {
    return {
      path: [...path, index],
      message: 'Each group in "providers" must be a list of one or more tables.',
    };
  }
  for (const [groupIndex, group] of providers.entries()) {
    const at = (group as TomlValue[]).findIndex((provider) => !isTable(provider));
    if (at >= 0) return { path: [...path, groupIndex, at], message: 'A provider must be a table.' };
  }
  return undefined;
}

/** Returns the key of a time range that is there and the missing one. */
function halfRange({ relativeFrom, relativeTo, ...others }: TomlTableValue): [string, string] | undefined {
  const [from, to] = [relativeFrom !== undefined, relativeTo !== undefined];
  const misspelt = Object.keys(others).some((key) => /^relative/i.test(key));
  if (from === to || misspelt) return undefined;
  return from ? ['relativeFrom', 'relativeTo'] : ['relativeTo', 'relativeFrom'];
}

function error(span: Span, message: string): Problem {
  return { code: 'transform-shape', severity: 'warning', message, span };
}
