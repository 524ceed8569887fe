import { admits, patchesNamed } from '../../rule/checkout/version-range.js';
import { compareVersions } from '../../rule/checkout/versions.js';
import { BoundedMap, entryOf } from '../../text/entry-of.js';
import { nearestNames } from '../../text/nearest.js';
import type { FieldCatalogue } from '../catalogue.js';
import { type FieldList, fieldListCatalogue, nestedFields, writeFieldList } from './field-list.js';
import { type SchemaScan, scanSchemas } from './scan-schemas.js';

/**
 * The necessary subset of `integration-manifests.json` and `integration-schemas.json`: for each package,
 * stream and stack the fields of the newest version that the stack admits and that has the stream
 * (docs/semantics/fields.md#in-a-checkout-of-detection-rules).
 */
export interface ReducedIntegrations {
  readonly packages: Readonly<Record<string, ReducedPackage>>;
  readonly lists: readonly FieldList[];
}

interface ReducedPackage {
  /**
   * By stack, the newest version that it admits according to the manifest, and the newest of those that has a
   * schema.
   */
  readonly newest: Readonly<Record<string, { readonly named: string; readonly known?: string }>>;
  /** By stream and stack, the index of the list of fields. */
  readonly streams: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By stack, the ids of machine learning jobs. */
  readonly jobs: Readonly<Record<string, readonly string[]>>;
}

interface Manifest {
  readonly conditions?: { readonly kibana?: { readonly version?: unknown } };
}

/** A reader of schemas piece by piece; `result` is complete once the whole file was fed. */
export interface IntegrationReducer extends SchemaScan {
  result(): ReducedIntegrations;
}

/**
 * Creates a reducer of the schemas to what the stacks need; `manifests` is the text of
 * `integration-manifests.json`.
 */
export function reduceIntegrations(manifests: string, stacks: readonly string[]): IntegrationReducer {
  const admitting = readManifests(manifests, stacks);
  /** By package, stream and stack, separated by line breaks. */
  const best = new Map<string, { version: string; json: string }>();
  const keyOf = (...parts: string[]): string => parts.join('\n');
  const stacksThatGain = (packageName: string, version: string, stream: string): string[] =>
    (admitting.get(packageName)?.get(version) ?? []).filter((stack) => {
      const known = best.get(keyOf(packageName, stream, stack));
      return !known || compareVersions(version, known.version) > 0;
    });
  const scan = scanSchemas({
    wants: (packageName, version, stream) => stacksThatGain(packageName, version, stream).length > 0,
    receive(packageName, version, stream, json) {
      const entry = { version, json };
      for (const stack of stacksThatGain(packageName, version, stream))
        best.set(keyOf(packageName, stream, stack), entry);
    },
  });
  return { feed: (chunk) => scan.feed(chunk), result: () => collect(admitting, best) };
}

/** The stacks that admit each version of each package. */
type Admitting = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

function readManifests(text: string, stacks: readonly string[]): Admitting {
  const manifests = JSON.parse(text) as Record<string, Record<string, Manifest>>;
  const ranges = new Set(
    Object.values(manifests).flatMap((versions) => Object.values(versions).map(rangeOf)),
  );
  // A package for a later patch of a stack counts for the stack.
  const patched = stacks.map((stack) => {
    const [major = 0, minor = 0, patch = 0] = stack.split('.').map(Number);
    const patches = [...ranges].flatMap((range) => patchesNamed(range, major, minor));
    return { stack, version: `${major}.${minor}.${Math.max(patch, ...patches)}` };
  });
  const stacksOf = new Map(
    [...ranges].map((range) => [
      range,
      patched.filter(({ version }) => admits(range, version)).map(({ stack }) => stack),
    ]),
  );
  return new Map(
    Object.entries(manifests).map(([name, versions]) => [
      name,
      new Map(
        Object.entries(versions).map(([version, manifest]) => [version, stacksOf.get(rangeOf(manifest))!]),
      ),
    ]),
  );
}

function rangeOf({ conditions }: Manifest): string {
  const range = conditions?.kibana?.version;
  return typeof range === 'string' ? range : '';
}

function collect(
  admitting: Admitting,
  best: ReadonlyMap<string, { version: string; json: string }>,
): ReducedIntegrations {
  const lists: FieldList[] = [];
  const indexes = new Map<FieldList, number>();
  const read = new Map<string, unknown>();
  const packages: Record<string, Mutable<ReducedPackage>> = plainRecord();
  for (const [name, versions] of admitting) {
    const newest: Record<string, { named: string; known?: string }> = plainRecord();
    for (const [version, stacks] of versions) {
      for (const stack of stacks) {
        const known = newest[stack];
        if (!known || compareVersions(version, known.named) > 0) newest[stack] = { named: version };
      }
    }
    packages[name] = { newest, streams: plainRecord(), jobs: plainRecord() };
  }
  for (const [key, { version, json }] of best) {
    const [name, stream, stack] = key.split('\n') as [string, string, string];
    const one = packages[name];
    const entry = one?.newest[stack];
    // A name cannot contain a line break.
    if (!one || !entry) continue;
    if (!entry.known || compareVersions(version, entry.known) > 0)
      one.newest[stack] = { ...entry, known: version };
    if (!read.has(json)) read.set(json, JSON.parse(json));
    const schema = read.get(json);
    if (Array.isArray(schema)) {
      one.jobs[stack] = schema.filter((job) => typeof job === 'string');
      continue;
    }
    const list = writeFieldList(nestedFields(schema));
    let index = indexes.get(list);
    if (index === undefined) {
      index = lists.push(list) - 1;
      indexes.set(list, index);
    }
    one.streams[stream] ??= plainRecord();
    one.streams[stream][stack] = index;
  }
  return { packages, lists };
}

/** Creates an object without prototype, so that names from files are only names. */
function plainRecord<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

type Mutable<Type> = {
  -readonly [Key in keyof Type]: Type[Key] extends object ? Mutable<Type[Key]> : Type[Key];
};

/** Fields of integrations by package, stream and stack. */
export interface IntegrationSchemas {
  /** Names of all packages, with or without a schema. */
  readonly packages: readonly string[];
  /**
   * Returns the fields of a package's stream, or of all its streams, in the schema for the stack, else in
   * that for the newest stack that has one. Empty if there is none.
   */
  fieldsOf(packageName: string, stream: string | undefined, stack: string): readonly FieldCatalogue[];
  /**
   * Returns undefined if the fields of a package are those that the stack would install; else the version
   * with a schema (if any) and the version that it would install.
   */
  outdated(
    packageName: string,
    stack: string,
  ): { readonly known?: string; readonly named: string } | undefined;
  /**
   * Returns the existing data set that an unknown one is probably a misspelling of; undefined for a known
   * one, and if nothing is near or the package is unknown.
   */
  nearestDataset(dataset: string): string | undefined;
  /** Returns the ids of a package's machine learning jobs for the newest stack that has any. */
  jobsOf(packageName: string): readonly string[];
}

/**
 * Splits a data set: `endpoint.events.process` is the stream `process` of `endpoint`, `aws.cloudtrail` the
 * stream `cloudtrail` of `aws`.
 */
export function splitDataset(dataset: string): [name: string, stream: string] {
  const short = dataset.replace(/^endpoint\.events\./, 'endpoint.');
  const dot = short.indexOf('.');
  return [short.slice(0, dot), short.slice(dot + 1)];
}

/** Returns the data set names of a stream. */
function datasetsOf(name: string, stream: string): string[] {
  const dataset = `${name}.${stream}`;
  return name === 'endpoint' ? [dataset, `endpoint.events.${stream}`] : [dataset];
}

/** More than the rules of a checkout need; while someone types, each keystroke adds an entry. */
const mostKept = 16_384;

export function integrationSchemas({ packages, lists }: ReducedIntegrations): IntegrationSchemas {
  const catalogues = new Map<number, FieldCatalogue>();
  const catalogueOf = (index: number, source: string): FieldCatalogue => {
    let catalogue = catalogues.get(index);
    if (!catalogue) {
      catalogue = fieldListCatalogue(lists[index]!, source);
      catalogues.set(index, catalogue);
    }
    return catalogue;
  };
  const get = (name: string): ReducedPackage | undefined =>
    Object.hasOwn(packages, name) ? packages[name] : undefined;
  const isKnown = (dataset: string): boolean => {
    const [name, stream] = splitDataset(dataset);
    const streams = get(name)?.streams;
    return streams !== undefined && (Object.keys(streams).length === 0 || Object.hasOwn(streams, stream));
  };
  const layers = new BoundedMap<string, readonly FieldCatalogue[]>(mostKept);
  const findLayers = (name: string, stream: string | undefined, stack: string): FieldCatalogue[] => {
    const streams = get(name)?.streams ?? {};
    const wanted =
      stream === undefined ? Object.keys(streams) : Object.hasOwn(streams, stream) ? [stream] : [];
    return wanted.flatMap((one) => {
      const byStack = streams[one]!;
      const index = byStack[stack] ?? byStack[Object.keys(byStack).sort(compareVersions).at(-1)!];
      return index === undefined ? [] : [catalogueOf(index, name)];
    });
  };
  let datasets: readonly string[] | undefined;
  const nearest = new BoundedMap<string, string | undefined>(mostKept);
  return {
    packages: Object.keys(packages),
    nearestDataset(dataset) {
      if (nearest.has(dataset)) return nearest.get(dataset);
      datasets ??= Object.entries(packages).flatMap(([name, { streams }]) =>
        Object.keys(streams).flatMap((stream) => datasetsOf(name, stream)),
      );
      // Too many other names are near a short one.
      const isSought = dataset.includes('.') && dataset.length >= 6 && !isKnown(dataset);
      const found = isSought ? nearestNames(dataset, datasets)[0] : undefined;
      nearest.set(dataset, found);
      return found;
    },
    fieldsOf: (name, stream, stack) =>
      entryOf(layers, JSON.stringify([name, stream, stack]), () => findLayers(name, stream, stack)),
    outdated(name, stack) {
      const entry = get(name)?.newest[stack];
      return entry && entry.known !== entry.named ? entry : undefined;
    },
    jobsOf(name) {
      const jobs = get(name)?.jobs ?? {};
      const newest = Object.keys(jobs).sort(compareVersions).at(-1);
      return newest === undefined ? [] : jobs[newest]!;
    },
  };
}
