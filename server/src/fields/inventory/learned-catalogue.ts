import { BoundedMap, entryOf } from '../../text/entry-of.js';
import type { FieldCatalogue, FieldInfo } from '../catalogue.js';
import { createCatalogue } from '../create-catalogue.js';
import { toFieldMapping } from '../field-type.js';
import { unionCatalogue } from '../union-catalogue.js';
import type { Inventory } from './create-inventory.js';
import { evidence } from './evidence.js';

/** Who defines the fields, for people. */
const source = 'learned from data';

const learned = new WeakMap<Inventory, FieldCatalogue>();
const joined = new WeakMap<Inventory, WeakMap<FieldCatalogue, Map<string, FieldCatalogue>>>();

/**
 * Returns a catalogue with the fields of an inventory. Types from mappings that the rule reads override those
 * of `base`, and fields have the values that occur in the rule's indices.
 */
export function withLearnedFields(
  base: FieldCatalogue,
  inventory: Inventory,
  index: readonly string[],
): FieldCatalogue {
  const byBase = entryOf(
    joined,
    inventory,
    () => new WeakMap<FieldCatalogue, BoundedMap<string, FieldCatalogue>>(),
  );
  // While someone types an index pattern, each keystroke requests another catalogue.
  const byIndex = entryOf(byBase, base, () => new BoundedMap<string, FieldCatalogue>(mostKept));
  return entryOf(byIndex, index.join('\n'), () => joinedCatalogue(base, inventory, index));
}

const mostKept = 1_000;

function joinedCatalogue(
  base: FieldCatalogue,
  inventory: Inventory,
  index: readonly string[],
): FieldCatalogue {
  const own = entryOf(learned, inventory, () => learnedCatalogue(inventory));
  const union = unionCatalogue([base, own]);
  const view = inventory.view(index);
  const details = new Map<string, FieldInfo | undefined>();
  const get = (name: string): FieldInfo | undefined => {
    const info = union.get(name);
    const facts = info && view.anyFacts(name);
    if (!info || !facts) return info;
    const { mappedType, values, several } = facts;
    return {
      ...info,
      ...(mappedType === undefined || info.mapping.exact === mappedType || info.mapping.type === mappedType
        ? {}
        : { mapping: toFieldMapping(mappedType) }),
      array: several > 0 || (info.array ?? (isMuch(view.facts(name)?.documents) ? false : undefined)),
      ...(values.size > 0 ? { seen: values } : {}),
    };
  };
  return {
    get(name) {
      if (!details.has(name)) {
        if (details.size >= mostDetails) details.clear();
        details.set(name, get(name));
      }
      return details.get(name);
    },
    knows: union.knows,
    names: union.names,
    // Vendors' names come in pairs that differ little: without data both can be right.
    namesToSuggest: isMuch(view.documents) ? union.names : base.names,
    complete: base.complete,
  };
}

const mostDetails = 8_192;

function isMuch(documents = 0): boolean {
  return documents >= evidence.neverSeen;
}

/** Returns a catalogue of only an inventory's fields. */
function learnedCatalogue(inventory: Inventory): FieldCatalogue {
  return createCatalogue({
    names: inventory.names(),
    describe: (name) => ({
      name,
      mapping: toFieldMapping(inventory.field(name)?.type ?? 'keyword'),
      short: '',
      array: undefined,
      source,
    }),
    complete: false,
    source,
  });
}
