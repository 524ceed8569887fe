import type { FieldCatalogue, FieldInfo, ValueList } from './catalogue.js';
import { createCatalogue } from './create-catalogue.js';
import { ecsFields, ecsTypes, ecsValueLists } from './ecs.generated.js';
import { toFieldMapping } from './field-type.js';
import { valueListOf } from './value-lists.js';

let loaded: FieldCatalogue | undefined;

/**
 * Returns the fields of the Elastic Common Schema, with their multi-fields. Built at the first call, with a
 * field's details on demand.
 */
export function loadEcsCatalogue(): FieldCatalogue {
  loaded ??= createEcsCatalogue();
  return loaded;
}

function createEcsCatalogue(): FieldCatalogue {
  /** The table line of each field; multi-fields have the line of their field. */
  const lines = new Map<string, string>();
  const names: string[] = [];
  for (const line of ecsFields.split('\n')) {
    const name = line.slice(0, line.indexOf('\t'));
    lines.set(name, line);
    names.push(name);
    const multiFields = line.slice(line.lastIndexOf('\t') + 1);
    if (!multiFields) continue;
    for (const multiField of multiFields.split(',')) {
      const full = `${name}.${multiField.slice(0, multiField.indexOf(':'))}`;
      lines.set(full, line);
      names.push(full);
    }
  }
  names.sort();
  return createCatalogue({
    names,
    describe: (name) => describe(name, lines.get(name)!),
    complete: false,
    source: 'ECS',
  });
}

function describe(name: string, line: string): FieldInfo {
  const [fieldName = '', type = '', flags = '', short = '', multiFields = ''] = line.split('\t');
  const [, array, bounded, notIndexed, ignoreAbove] = /^(a?)(k?)(n?)(\d*)$/.exec(flags) ?? [];
  const base = { name, short, array: array === 'a', source: 'ECS' };
  if (name !== fieldName) {
    const multiField = multiFields
      .split(',')
      .find((written) => name === `${fieldName}.${written.split(':')[0]}`);
    return {
      ...base,
      mapping: toFieldMapping(multiField?.split(':')[1] ?? 'other'),
      multiFieldOf: fieldName,
    };
  }
  const values = valueListOf(name, ecsLists()[name]);
  const limit = bounded ? 1024 : Number(ignoreAbove);
  return {
    ...base,
    mapping: {
      ...toFieldMapping(ecsTypes[Number(type)]!),
      ...(limit ? { ignoreAbove: limit } : {}),
      ...(notIndexed ? { indexed: false } : {}),
    },
    ...(values ? { values } : {}),
  };
}

interface WrittenList {
  readonly kind: 'closed' | 'open';
  readonly values: readonly {
    readonly value: string;
    readonly note?: string;
    readonly eventTypes?: string[];
  }[];
}

let lists: Readonly<Record<string, ValueList>> | undefined;

function ecsLists(): Readonly<Record<string, ValueList>> {
  if (!lists) {
    const written = JSON.parse(ecsValueLists) as Record<string, WrittenList>;
    lists = Object.fromEntries(
      Object.entries(written).map(([name, { kind, values }]) => [
        name,
        { kind, values: values.map((value) => ({ ...value, origin: 'ecs' as const })) },
      ]),
    );
  }
  return lists;
}
