/** Collects the licences of the packages in the bundles, as those licences require. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const allowed = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
]);
const licenceFile = /^(?:licen[cs]e|copying)(?:[-.][\w.-]*)?$/i;

/**
 * Returns the notices for esbuild's bundles; `metafiles` are esbuild's descriptions of them. Throws if a
 * package has a licence that is not allowed.
 */
export function thirdPartyNotices(root, metafiles) {
  const folders = new Set(
    metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap((path) => packageFolder(root, path) ?? [])),
  );
  const packages = [...folders].map((folder) => describePackage(folder));
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));
  const parts = packages.map(({ title, licence, text }) => `${title}\nLicence: ${licence}\n\n${text}\n`);
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `Rulewright contains parts of these packages.\n${rule}${parts.join(rule)}`;
}

function packageFolder(root, path) {
  const end = path.lastIndexOf('node_modules/');
  if (end < 0) return undefined;
  let folder = dirname(join(root, path));
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
}

/** Some packages contain further manifests that only set the module type. */
function isPackage(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined;
}

function describePackage(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!allowed.has(license)) throw new Error(`${name} has the licence "${license}", which is not allowed`);
  const file = readdirSync(folder).find((one) => licenceFile.test(one));
  const holder = typeof author === 'string' ? author : author?.name;
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `Copyright ${holder ?? 'the authors'}; the package has the licence in its manifest only.`;
  return { title: `${name} ${version}`, licence: license, text };
}
