import { parse } from 'yaml';
import { UsageError } from '../options.js';
import { readRuleText } from '../read-rule.js';

/**
 * Reads the techniques that must be covered: one id per line, a list in YAML or JSON, or a Navigator layer.
 * Throws {@link UsageError} for anything else.
 */
export function readTargets(path: string): string[] {
  const read = readRuleText(path);
  if ('error' in read) throw new UsageError(`--targets: ${path}: ${read.error}`);
  const { techniques = yamlIn(read.text) } = Object(yamlIn(read.text)) as { techniques?: unknown };
  const list = Array.isArray(techniques) ? techniques : read.text.split(/\r?\n/);
  const ids = list.flatMap((one) => {
    const written =
      typeof one === 'string'
        ? one.replace(/#.*/, '').trim()
        : (Object(one) as { techniqueID?: unknown }).techniqueID;
    return written === '' || written === undefined ? [] : [String(written)];
  });
  const wrong = ids.find((id) => !/^T\d{4}(?:\.\d{3})?$/.test(id));
  if (wrong !== undefined) throw new UsageError(`--targets: ${path}: "${wrong}" is not a technique ID`);
  if (ids.length === 0) throw new UsageError(`--targets: ${path} contains no techniques`);
  return [...new Set(ids)];
}

function yamlIn(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
