import { stringify } from 'yaml';
import type { JsonObject } from './json.js';

/** The content of an export, in line order. */
export interface ExportParts {
  readonly rules: readonly JsonObject[];
  readonly exceptionLists: readonly JsonObject[];
  readonly exceptionItems: readonly JsonObject[];
  readonly connectors: readonly JsonObject[];
  /** Exception lists and connectors that rules name and that were not found. */
  readonly missingLists: readonly JsonObject[];
  readonly missingConnectors: readonly JsonObject[];
}

/** The formats of an export. */
export const exportFormats = ['ndjson', 'json', 'yaml'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Returns the text of an export: lines that Kibana imports, or a readable list of rules. */
export function exportText(parts: ExportParts, format: ExportFormat): string {
  const objects = [...parts.rules, ...parts.exceptionLists, ...parts.exceptionItems, ...parts.connectors];
  switch (format) {
    case 'ndjson':
      return [...objects, summaryOf(parts)].map((one) => `${JSON.stringify(one)}\n`).join('');
    case 'json':
      return `${JSON.stringify(objects, undefined, 2)}\n`;
    case 'yaml':
      return stringify(objects, { lineWidth: 0, aliasDuplicateObjects: false });
  }
}

/** Returns the last line of an export, as Kibana writes it (docs/exchanging-rules.md#export). */
function summaryOf(parts: ExportParts): JsonObject {
  const { rules, exceptionLists, exceptionItems, connectors } = parts;
  const [missingLists, missingConnectors] = [[...parts.missingLists], [...parts.missingConnectors]];
  return {
    exported_count: rules.length + exceptionLists.length + exceptionItems.length + connectors.length,
    exported_rules_count: rules.length,
    missing_rules: [],
    missing_rules_count: 0,
    exported_exception_list_count: exceptionLists.length,
    exported_exception_list_item_count: exceptionItems.length,
    missing_exception_list_item_count: 0,
    missing_exception_list_items: [],
    missing_exception_lists: missingLists,
    missing_exception_lists_count: missingLists.length,
    exported_action_connector_count: connectors.length,
    missing_action_connection_count: missingConnectors.length,
    missing_action_connections: missingConnectors,
    excluded_action_connection_count: 0,
    excluded_action_connections: [],
  };
}
