import type { Analysis } from '../analysis/analysis.js';
import { queryUnits } from '../analysis/query-units.js';
import { splitDataset } from '../fields/checkout/integration-schemas.js';
import { machineLearningPackages, packagesWithoutDataset } from '../fields/checkout/packages.js';
import type { Json } from './json.js';
import type { PackageManifests } from './package-manifests.js';

/** A package whose data a rule reads, and its integration if a data set names one. */
interface ReadPackage {
  readonly name: string;
  readonly integration?: string;
}

/**
 * Returns the integrations whose data a rule reads, with the oldest versions that work with the checkout's
 * stack: those of the data sets in its query, and those of `metadata.integration` that need no data set.
 */
export function relatedIntegrations(analysis: Analysis, manifests: PackageManifests | undefined): Json[] {
  const { rule, checkout } = analysis;
  const stack = checkout?.packageVersion ?? checkout?.stacks.at(-1)?.version;
  if (!manifests || stack === undefined || rule.integrations.length === 0 || rule.language === 'lucene')
    return [];
  const related = readPackages(analysis, manifests).flatMap(({ name, integration }) => {
    const oldest = manifests.oldestFor(name, stack);
    if (!oldest) return [];
    const isTemplate = integration !== undefined && oldest.policyTemplates.includes(integration);
    return [{ package: name, version: `^${oldest.version}`, ...(isTemplate && { integration }) }];
  });
  return [...new Map(related.map((one) => [JSON.stringify(one), one])).values()];
}

function readPackages(analysis: Analysis, manifests: PackageManifests): ReadPackage[] {
  const { rule } = analysis;
  const datasets = [...new Set(queryUnits(analysis).flatMap(({ scope }) => scope().datasets))].sort();
  const named = rule.integrations.filter(
    (name) =>
      rule.type === 'machine_learning' ||
      packagesWithoutDataset.includes(name) ||
      machineLearningPackages.includes(name) ||
      (rule.type === 'esql' && !datasets.includes(name)),
  );
  const read = datasets.map(splitName).map(([name, integration]) => ({ name, integration }));
  return [...named.map((name) => ({ name })), ...read].filter(({ name }) => manifests.has(name));
}

function splitName(dataset: string): [name: string, integration: string] {
  return dataset.includes('.') ? splitDataset(dataset) : [dataset, ''];
}
