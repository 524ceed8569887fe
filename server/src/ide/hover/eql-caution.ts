import type { FieldInfo } from '../../fields/catalogue.js';
import { familyOf } from '../../fields/field-type.js';

/** Returns the pitfalls of fields with this type in EQL (docs/semantics/eql.md#types-and-fields). */
export function eqlCaution({ mapping }: FieldInfo): string | undefined {
  switch (mapping.type) {
    case 'text':
    case 'match_only_text':
      return 'Analysed text: EQL refuses it unless it has a keyword subfield.';
    case 'ip':
      return 'An address: compare with `==` or `cidrMatch`; patterns do not work.';
    case 'date':
    case 'date_nanos':
      return 'A date: compare with `"2026-01-31T12:00:00Z"` or date math such as `"now-1h"`.';
    default:
      break;
  }
  if (familyOf(mapping.type) === 'unusable') return 'EQL cannot compare fields of this type.';
  if (familyOf(mapping.type) !== 'string') return undefined;
  return mapping.normalizer === 'lowercase'
    ? 'Indexed in lower case, so case is always ignored.'
    : '`==` and `in` are case-sensitive; `:`, `in~` and `like~` are not.';
}
