import type { FieldInfo } from '../../../fields/catalogue.js';
import { loadEcsCatalogue } from '../../../fields/ecs.js';
import { nearestNames } from '../../../text/nearest.js';
import { givenRule, ruleInput } from '../given-rule.js';
import type { Tool } from '../tool.js';

/** A tool that finds fields by name or meaning. */
export const findFields: Tool = {
  name: 'find_fields',
  title: 'Find fields',
  description:
    'Finds fields of the Elastic Common Schema by words of their name or description, with type and known values. With a rule, also finds the fields of its integrations and fields learned from data. Use it before you use a field.',
  input: (z) => ({
    query: z
      .string()
      .min(1)
      .max(200)
      .describe('words, or part of a name, such as "parent command line" or process.parent'),
    ...ruleInput(z),
  }),
  async run(input, context) {
    const isOfRule = input.rule !== undefined || input.text !== undefined;
    const catalogue = (isOfRule ? (await givenRule(input, context)).fields : undefined) ?? loadEcsCatalogue();
    const query = String(input.query).toLowerCase();
    const words = query.split(/[^a-z0-9_@.]+/).filter((word) => word !== '');
    const names = catalogue.names();
    const rated = names.flatMap((name) => {
      const rank = rankOf(name, catalogue.get(name), query, words);
      return rank === undefined ? [] : [{ name, rank }];
    });
    const found = rated
      .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length)
      .map(({ name }) => name);
    const shown = found.length > 0 ? found : nearestNames(query, names);
    return {
      fields: shown.slice(0, 100).map((name) => describe(name, catalogue.get(name))),
      ...(found.length === 0 && { note: 'no field contains these words; the closest names are shown' }),
    };
  },
};

function rankOf(
  name: string,
  info: FieldInfo | undefined,
  query: string,
  words: readonly string[],
): number | undefined {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  const text = `${name} ${info?.short.toLowerCase() ?? ''}`;
  return words.every((word) => text.includes(word)) ? 3 : undefined;
}

function describe(name: string, info: FieldInfo | undefined): object {
  return {
    name,
    type: info?.mapping.type,
    about: info?.short,
    ...(info?.array === true && { severalValues: true }),
    ...(info?.values && { values: info.values.values.map(({ value }) => value) }),
    ...(info && info.source !== 'ECS' && { source: info.source }),
  };
}
