import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readEventFile } from '../evaluate/events/read-events.js';
import type { EventObject } from '../evaluate/values/access.js';
import type { EventsReader } from './case-events.js';

/** Endings of test files, beside `<stem>.toml` (DESIGN section 2). */
export const testFileEndings = ['.tests.yaml', '.tests.yml', '.tests.json'];

/** Whether a path is that of a test file. */
export function isTestFile(path: string): boolean {
  return testFileEndings.some((ending) => path.endsWith(ending));
}

/** The test file beside a rule, or undefined. */
export function testFileOf(rulePath: string): string | undefined {
  const stem = rulePath.replace(/\.toml$/, '');
  return testFileEndings.map((ending) => stem + ending).find((path) => existsSync(path));
}

/** The rule that a test file names, or the one beside it. */
export function rulePathOf(testPath: string, named: string | undefined): string {
  if (named !== undefined) return resolve(dirname(testPath), named);
  const ending = testFileEndings.find((one) => testPath.endsWith(one)) ?? '';
  return `${testPath.slice(0, testPath.length - ending.length)}.toml`;
}

/**
 * The folder that a test file may read from: the nearest one above it that is a repository or holds the configuration,
 * else its own.
 */
export function projectFolderOf(path: string): string {
  const own = dirname(resolve(path));
  for (let folder = own; ; folder = dirname(folder)) {
    if (['.git', '.rulewright.yaml', '.rulewright.yml'].some((name) => existsSync(join(folder, name))))
      return folder;
    if (dirname(folder) === folder) return own;
  }
}

/** More events than this in one file are no test. */
const maximumEvents = 100_000;
const maximumBytes = 256 * 1024 * 1024;

/** Reads the files that `events_from` names, relative to the test file and inside the project folder. */
export function fileEventsReader(testPath: string, projectFolder = projectFolderOf(testPath)): EventsReader {
  const read = new Map<string, ReturnType<EventsReader>>();
  return (path) => {
    let result = read.get(path);
    if (!result) {
      result = readEvents(testPath, projectFolder, path);
      read.set(path, result);
    }
    return result;
  };
}

function readEvents(testPath: string, projectFolder: string, path: string): ReturnType<EventsReader> {
  if (isAbsolute(path)) return { error: `"${path}" is absolute; name the file relative to the test file` };
  const file = resolve(dirname(testPath), path);
  if (!existsSync(file)) return { error: `there is no file "${path}" beside the test file` };
  const inside = relative(realpathSync(projectFolder), realpathSync(file));
  if (inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside)) {
    return { error: `"${path}" lies outside the project and is not read` };
  }
  const status = statSync(file);
  if (!status.isFile()) return { error: `"${path}" is not a file` };
  if (status.size > maximumBytes)
    return { error: `"${path}" is larger than ${maximumBytes / 1024 / 1024} MB` };
  const events: EventObject[] = [];
  let error: string | undefined;
  readEventFile(file, {
    event: (event) => {
      if (events.length < maximumEvents) events.push(event);
      else error ??= `"${path}" has more than ${maximumEvents} events`;
    },
    problem: ({ line, message }) => {
      error ??= `"${path}"${line === undefined ? '' : ` line ${line}`}: ${message}`;
    },
  });
  return error === undefined ? { events } : { error };
}
