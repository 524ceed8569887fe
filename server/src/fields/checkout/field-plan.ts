import type { Checkout, Stack } from '../../rule/checkout/checkout.js';
import { compareVersions } from '../../rule/checkout/versions.js';
import { BoundedMap, entryOf } from '../../text/entry-of.js';
import type { FieldCatalogue } from '../catalogue.js';
import { loadEcsCatalogue } from '../ecs.js';
import { sharedUnions } from '../union-catalogue.js';
import { type FieldList, fieldListCatalogue } from './field-list.js';
import { type IntegrationSchemas, integrationSchemas, splitDataset } from './integration-schemas.js';
import { machineLearningPackages, packagesWithoutDataset } from './packages.js';
import type { PreparedSchemas } from './prepared-schemas.js';

/** The properties of a query that decide which schemas it is checked against. */
export interface QueryScope {
  readonly language: string;
  readonly index: readonly string[];
  /** `metadata.integration`. */
  readonly integrations: readonly string[];
  /**
   * Whether the fields of all these packages count, as for a query that names its own indices
   * (docs/semantics/esql.md#what-detection-rules-demands).
   */
  readonly takesAllIntegrations: boolean;
  readonly minStackVersion: string | undefined;
  /** Values that the query compares `event.dataset` or `data_stream.dataset` with. */
  readonly datasets: readonly string[];
  /** Values that the query compares `event.module` with. */
  readonly modules: readonly string[];
}

/** A set of schemas that must contain every field of a query. */
export interface FieldTarget {
  /** For people: `stack 9.3.0 with endpoint, windows`. */
  readonly label: string;
  readonly stack: string;
  readonly catalogue: FieldCatalogue;
  /** Packages whose schema in the checkout is not the one that the stack would install, for people. */
  readonly outdated: readonly string[];
}

/** The fields of a checkout. */
export interface FieldPlan {
  /**
   * Returns the schemas that a query must pass, newest stack first. Stacks with the same schemas count once.
   */
  targetsFor(scope: QueryScope): readonly FieldTarget[];
  readonly integrations: IntegrationSchemas;
  /** Files that are missing or unreadable, for people. */
  readonly missing: readonly string[];
}

/** More than the rules of a checkout need; while someone types, each keystroke adds an entry. */
const mostKept = 4_096;

/** Plans the field checks of a checkout (docs/semantics/fields.md#in-a-checkout-of-detection-rules). */
export function createFieldPlan(checkout: Checkout, schemas: PreparedSchemas): FieldPlan {
  const integrations = integrationSchemas(schemas.integrations);
  const known = new Set(integrations.packages);
  const plans = new BoundedMap<string, readonly FieldTarget[]>(mostKept);
  const catalogues = new Map<string, FieldCatalogue>();
  const catalogueOf = (source: string, list: FieldList | undefined): FieldCatalogue[] =>
    list ? [entryOf(catalogues, source, () => fieldListCatalogue(list, source))] : [];
  // Without a schema no field is certainly unknown: the bundled fields are incomplete.
  const ecsOf = ({ ecs }: Stack): FieldCatalogue[] => {
    const list = ecs === undefined ? undefined : schemas.ecs[ecs];
    return list ? catalogueOf(`ECS ${ecs}`, list) : [loadEcsCatalogue()];
  };
  const described = new Set([schemas.byIndex, ...Object.values(schemas.custom)].flatMap(Object.keys));
  const byIndex = (stack: Stack, index: readonly string[]): FieldCatalogue[] => {
    const { collectedSchema } = checkout.settings;
    const paths = collectedSchema === undefined ? stack.custom : [...stack.custom, collectedSchema];
    const patterns = index.filter((pattern) => described.has(pattern));
    return patterns.flatMap((pattern) => [
      ...catalogueOf(`non-ecs-schema.json, ${pattern}`, schemas.byIndex[pattern]),
      ...paths.flatMap((path) => catalogueOf(`${path}, ${pattern}`, schemas.custom[path]?.[pattern])),
    ]);
  };
  const unionOf = sharedUnions();
  // Stacks mostly have the same layers, so these share what is looked up.
  const withLayers = (base: FieldCatalogue, layers: readonly FieldCatalogue[]): FieldCatalogue =>
    layers.length > 0 ? unionOf([base, unionOf(layers)]) : base;
  const common = (stack: Stack, index: readonly string[]): FieldCatalogue =>
    unionOf([
      ...ecsOf(stack),
      ...byIndex(stack, index),
      ...catalogueOf('endpoint_schemas', schemas.endpoint),
      ...(schemas.broken ? [loadEcsCatalogue()] : []),
    ]);

  /** By described index patterns and packages, then by stack. */
  const packageTargets = new BoundedMap<string, Map<Stack, FieldTarget>>(mostKept);
  const packageTargetsOf = (packages: Packages, index: readonly string[]) => {
    const key = JSON.stringify([index.filter((pattern) => described.has(pattern)), packages]);
    const byStack = entryOf(packageTargets, key, () => new Map());
    return (stack: Stack): FieldTarget =>
      entryOf(byStack, stack, () => makePackageTarget(stack, packages, index));
  };
  const makePackageTarget = (stack: Stack, packages: Packages, index: readonly string[]): FieldTarget => {
    const names = [...new Set(packages.map(([name]) => name))];
    const outdated = names.flatMap((name) => {
      const found = integrations.outdated(name, stack.version);
      if (!found) return [];
      return [
        `${name} ${found.known ? `is ${found.known}, not ${found.named}` : `${found.named} is missing`}`,
      ];
    });
    const layers = packages.flatMap(([name, stream]) => integrations.fieldsOf(name, stream, stack.version));
    return {
      label: `stack ${stack.version} with ${names.join(', ')}`,
      stack: stack.version,
      catalogue: withLayers(common(stack, index), layers),
      outdated,
    };
  };
  // Without manifests the packages are unknown, so the packages that a rule names may have any field.
  const unlisted = ({ integrations: named, datasets }: QueryScope): FieldCatalogue[] =>
    known.size === 0 && named.length + datasets.length > 0 ? [loadEcsCatalogue()] : [];
  const stackTarget = (stack: Stack, scope: QueryScope): FieldTarget => {
    const beats = beatsIn(scope.index);
    const schema = stack.beats === undefined ? undefined : schemas.beats[stack.beats];
    const absent = beats.length > 0 && Object.keys(schema ?? {}).length === 0 ? [loadEcsCatalogue()] : [];
    const layers = beats.flatMap((beat) =>
      ['', ...modulesIn(scope)].flatMap((module) =>
        catalogueOf(`${beat} ${stack.beats}${module && `, ${module}`}`, schema?.[beat]?.[module]),
      ),
    );
    const versions = [stack.ecs && `ECS ${stack.ecs}`, beats.length > 0 && `Beats ${stack.beats}`];
    return {
      label: `stack ${stack.version} (${versions.filter(Boolean).join(', ')})`,
      stack: stack.version,
      catalogue: withLayers(common(stack, scope.index), [...layers, ...absent, ...unlisted(scope)]),
      outdated: scope.takesAllIntegrations
        ? scope.integrations.filter((name) => !known.has(name)).map((name) => `${name} is missing`)
        : [],
    };
  };
  const endgameTarget = (stack: Stack): FieldTarget[] => {
    const layers = stack.endgame
      ? catalogueOf(`Endgame ${stack.endgame}`, schemas.endgame[stack.endgame])
      : [];
    if (layers.length === 0) return [];
    const label = `stack ${stack.version} (Endgame ${stack.endgame})`;
    return [{ label, stack: stack.version, catalogue: unionOf(layers), outdated: [] }];
  };

  const plan = (scope: QueryScope): FieldTarget[] => {
    const packages = packagesOf(scope, known, integrations);
    const endgame = scope.language === 'eql' && scope.index.some((pattern) => pattern.startsWith('endgame-'));
    const onStack = packages.length === 0 || beatsIn(scope.index).length > 0;
    const stacks = checkout.stacks.filter(
      ({ version }) => compareVersions(version, scope.minStackVersion ?? '0') >= 0,
    );
    const packageTarget = packages.length > 0 ? packageTargetsOf(packages, scope.index) : undefined;
    return [...stacks].reverse().flatMap((stack) => {
      const targets = [
        ...(packageTarget ? [packageTarget(stack)] : []),
        ...(onStack ? [stackTarget(stack, scope)] : []),
        ...(endgame ? endgameTarget(stack) : []),
      ];
      return scope.takesAllIntegrations ? united(targets, unionOf) : targets;
    });
  };

  return {
    targetsFor(scope) {
      return entryOf(plans, JSON.stringify(scope), () => plan(scope));
    },
    integrations,
    missing: schemas.missing,
  };
}

/** Returns a single target with the fields of all: a column needs to exist in only one of the indices. */
function united(
  targets: readonly FieldTarget[],
  unionOf: ReturnType<typeof sharedUnions>,
): readonly FieldTarget[] {
  const [first, ...others] = targets;
  if (!first || others.length === 0) return targets;
  const catalogue = unionOf(targets.map((target) => target.catalogue));
  return [{ ...first, catalogue, outdated: targets.flatMap(({ outdated }) => outdated) }];
}

/** Packages with the stream that a query reads; all streams if undefined. */
type Packages = readonly (readonly [name: string, stream: string | undefined])[];

function packagesOf(
  { datasets, integrations, takesAllIntegrations }: QueryScope,
  known: ReadonlySet<string>,
  schemas: IntegrationSchemas,
): Packages {
  const named = datasets.flatMap((dataset): [string, string][] => {
    // A misspelt data set has its own report, so its fields are not reported as unknown.
    const [name, stream] = splitDataset(schemas.nearestDataset(dataset) ?? dataset);
    return known.has(name) ? [[name, stream]] : [];
  });
  const others = integrations.filter(
    (name) =>
      known.has(name) &&
      (takesAllIntegrations ||
        packagesWithoutDataset.includes(name) ||
        machineLearningPackages.includes(name)) &&
      !named.some(([other]) => other === name),
  );
  return [...named, ...others.map((name) => [name, undefined] as const)];
}

function beatsIn(index: readonly string[]): string[] {
  return [...new Set(index.flatMap((pattern) => /^(?:\*:)?([a-z]+beat)-/.exec(pattern)?.[1] ?? []))];
}

function modulesIn({ modules, datasets }: QueryScope): string[] {
  return [...new Set([...modules, ...datasets.map((dataset) => dataset.split('.')[0]!)])];
}
