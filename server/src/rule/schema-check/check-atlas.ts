import { append } from '../../text/append.js';
import type { Problem } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import { replaceFix } from './check-value.js';
import { valueSpan } from './place.js';

/** The addresses of ATLAS pages, by the kind of entry. */
const pages = {
  tactics: { address: /^https:\/\/atlas\.mitre\.org\/tactics\/(AML\.TA\d+)\/?$/, id: /^AML\.TA\d+$/ },
  techniques: {
    address: /^https:\/\/atlas\.mitre\.org\/techniques\/(AML\.T\d+(?:\.\d+)?)\/?$/,
    id: /^AML\.T\d+(?:\.\d+)?$/,
  },
};

/** Checks the references of a `threat` entry for ATLAS. There are no names to check it against. */
export function checkAtlas(document: TomlDocument, path: TomlPath, threat: TomlTableValue): Problem[] {
  const problems = checkPage(document, [...path, 'tactic'], threat.tactic, 'tactics');
  for (const [index, technique] of listOf(threat.technique).entries()) {
    const place = [...path, 'technique', index];
    append(problems, checkPage(document, place, technique, 'techniques'));
    const below = isTable(technique) ? listOf(technique.subtechnique) : [];
    for (const [subIndex, subtechnique] of below.entries()) {
      const subPlace = [...place, 'subtechnique', subIndex];
      append(problems, checkPage(document, subPlace, subtechnique, 'techniques'));
    }
  }
  return problems;
}

function checkPage(
  document: TomlDocument,
  path: TomlPath,
  entry: TomlValue | undefined,
  kind: keyof typeof pages,
): Problem[] {
  if (!isTable(entry) || typeof entry.id !== 'string' || typeof entry.reference !== 'string') return [];
  const { address, id } = pages[kind];
  const idOfPage = address.exec(entry.reference)?.[1];
  if (idOfPage === entry.id) return [];
  const expected = id.test(entry.id) ? `https://atlas.mitre.org/${kind}/${entry.id}/` : undefined;
  if (idOfPage === undefined && expected === undefined) return [];
  const place = [...path, 'reference'];
  return [
    {
      code:
        idOfPage !== undefined
          ? 'threat-id-url'
          : kind === 'tactics'
            ? 'threat-url-tactic'
            : 'threat-url-technique',
      severity: 'warning',
      message:
        idOfPage !== undefined
          ? `The reference leads to ${idOfPage}, not to ${entry.id}.`
          : `The reference of ${entry.id} must be ${expected}.`,
      span: valueSpan(document, place),
      ...replaceFix(document, place, expected),
    },
  ];
}

function listOf(value: TomlValue | undefined): readonly TomlValue[] {
  return Array.isArray(value) ? value : [];
}
