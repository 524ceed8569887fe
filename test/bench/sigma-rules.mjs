/**
 * Sigma rules for processes on Windows, each as an EQL rule and as the same Sigma rule with ECS fields, so
 * that two engines can be compared. Rules that need more than fields with strings and wildcards are skipped.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const fields = {
  Image: 'process.executable',
  CommandLine: 'process.command_line',
  OriginalFileName: 'process.pe.original_file_name',
  CurrentDirectory: 'process.working_directory',
  ParentImage: 'process.parent.executable',
  ParentCommandLine: 'process.parent.command_line',
};

/** What surrounds a value, by the modifiers of its field. */
const modifiers = {
  '': ['', ''],
  contains: ['*', '*'],
  'contains|all': ['*', '*'],
  startswith: ['', '*'],
  endswith: ['*', ''],
};

class NotConverted extends Error {}

/** Returns the rules of a folder that can be converted, each as `{id, name, eql, sigma}`. */
export function sigmaRules(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .flatMap((name) => {
      const rule = parse(readFileSync(join(folder, name), 'utf8'));
      const { category, product } = rule.logsource ?? {};
      if (category !== 'process_creation' || product !== 'windows') return [];
      try {
        return [convert(rule)];
      } catch (error) {
        if (!(error instanceof NotConverted)) throw error;
        return [];
      }
    });
}

/** Program names in values. Names of ECS fields contain `.exe`, too. */
const programs = /\.exe(?!cutable)/g;

/** Returns the same rule for other programs. */
export function changedRule({ name, eql, detection }, number) {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const change = (value) =>
    typeof value === 'string' ? value.replace(programs, `-${number}.exe`) : mapValues(value, change);
  const changed = mapValues(detection, (value, key) => (key === 'condition' ? value : change(value)));
  return rule(id, `${name} ${number}`, eql.replace(programs, `-${number}.exe`), changed);
}

function mapValues(value, change) {
  if (Array.isArray(value)) return value.map((one) => change(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one, key)]));
}

function convert({ id, title, detection }) {
  const { condition, ...selections } = detection;
  if (typeof condition !== 'string') throw new NotConverted();
  const queries = Object.fromEntries(
    Object.entries(selections).map(([name, selection]) => [name, selectionQuery(selection)]),
  );
  const renamed = Object.fromEntries(
    Object.entries(selections).map(([name, selection]) => [name, renameFields(selection)]),
  );
  return rule(id, title, `process where ${conditionQuery(condition, queries)}`, { ...renamed, condition });
}

function rule(id, name, eql, detection) {
  const sigma = {
    title: name,
    id,
    status: 'test',
    logsource: { category: 'process_creation', product: 'windows' },
    detection,
    level: 'low',
  };
  return { id, name, eql, detection, sigma: stringify(sigma) };
}

function renameFields(selection) {
  if (Array.isArray(selection)) return selection.map(renameFields);
  return Object.fromEntries(
    Object.entries(selection).map(([key, value]) => {
      const [name, ...rest] = key.split('|');
      return [[fields[name], ...rest].join('|'), value];
    }),
  );
}

function selectionQuery(selection) {
  if (Array.isArray(selection)) return `(${selection.map(selectionQuery).join(' or ')})`;
  if (typeof selection !== 'object' || selection === null) throw new NotConverted();
  return `(${Object.entries(selection).map(fieldQuery).join(' and ')})`;
}

function fieldQuery([key, value]) {
  const [name, ...rest] = key.split('|');
  const field = fields[name];
  const around = modifiers[rest.join('|')];
  if (!field || !around) throw new NotConverted();
  const values = [value].flat().map((one) => literal(one, around));
  if (rest.includes('all')) return `(${values.map((one) => `${field} : ${one}`).join(' and ')})`;
  return `${field} : (${values.join(', ')})`;
}

/** Values with escapes mean different things in the two languages. */
function literal(value, [before, after]) {
  if (typeof value !== 'string' && typeof value !== 'number') throw new NotConverted();
  const text = String(value);
  if (/\\[\\*?]|"|[\r\n]|'''/.test(text) || text === '' || text.endsWith('\\')) throw new NotConverted();
  return `"""${before}${text}${after}"""`;
}

/** Converts a condition such as `selection and not 1 of filter_*`. */
function conditionQuery(condition, queries) {
  const parts = condition.replace(/(1|all) of ([\w*]+)/g, (_, count, pattern) => {
    const wanted = new RegExp(`^${pattern === 'them' ? '.*' : pattern.replaceAll('*', '.*')}$`);
    const found = Object.keys(queries).filter((name) => wanted.test(name));
    if (found.length === 0) throw new NotConverted();
    return `(${found.join(count === '1' ? ' or ' : ' and ')})`;
  });
  return parts
    .replace(/[()]/g, ' $& ')
    .trim()
    .split(/\s+/)
    .map((word) => {
      if (['and', 'or', 'not', '(', ')'].includes(word)) return word;
      if (!queries[word]) throw new NotConverted();
      return queries[word];
    })
    .join(' ');
}

/** Returns the recorded events in a folder of samples that have fields of the rules, as ECS events. */
export function sampleEvents(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      // Some files contain several documents.
      const [first] = text.split(/^(?=\{)/m);
      const { Event: event } = JSON.parse(first);
      const data = event?.EventData;
      if (typeof data?.CommandLine !== 'string') return [];
      const sample = {
        '@timestamp': event.System.TimeCreated['#attributes'].SystemTime,
        event: { category: 'process' },
      };
      for (const [from, to] of Object.entries(fields))
        if (data[from] !== undefined) setPath(sample, to, data[from]);
      return [sample];
    });
}

function setPath(object, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  let target = object;
  for (const key of keys) {
    target[key] ??= {};
    target = target[key];
  }
  target[last] = value;
}
