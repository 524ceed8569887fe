import { existsSync, statSync } from 'node:fs';
import { dirname, parse, resolve } from 'node:path';
import { readEventFile } from '../evaluate/events/read-events.js';
import type { EventObject } from '../evaluate/values/access.js';
import { describeError } from '../files/describe-error.js';
import { withoutTomlEnding } from '../files/file-names.js';
import { pathBelow } from '../files/path-below.js';
import { pathKey } from '../files/path-key.js';
import { projectFolderOf } from '../files/project-folder.js';
import { failure } from '../text/result.js';
import type { EventsReader } from './case-events.js';

/** Endings of test files, beside `<stem>.toml` (docs/testing-rules.md#the-file). */
const testFileEndings = ['.tests.yaml', '.tests.yml', '.tests.json'];
/** The same in any letter case. */
const testFileEnding = /\.tests\.(?:ya?ml|json)$/i;

/** Whether a path is that of a test file. */
export function isTestFile(path: string): boolean {
  return testFileEnding.test(path);
}

/** The test file beside a rule, or undefined. */
export function testFileOf(rulePath: string): string | undefined {
  const stem = withoutTomlEnding(rulePath);
  return firstOf(stem, testFileEndings);
}

/** The path of the test file that a rule does not have yet. */
export function newTestFileOf(rulePath: string): string {
  return withoutTomlEnding(rulePath) + testFileEndings[0];
}

/** The rule that a test file names, or the one beside it. */
export function rulePathOf(testPath: string, named: string | undefined): string {
  if (named !== undefined) return resolve(dirname(testPath), named);
  const stem = testPath.replace(testFileEnding, '');
  return firstOf(stem, ['.toml']) ?? `${stem}.toml`;
}

/** The file with the first ending that exists, in small letters or in capitals. */
function firstOf(stem: string, endings: readonly string[]): string | undefined {
  return [...endings, ...endings.map((ending) => ending.toUpperCase())]
    .map((ending) => stem + ending)
    .find((path) => existsSync(path));
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
  const error = whyNotRead(testPath, path, projectFolder);
  if (error !== undefined) return failure(error);
  const file = resolve(dirname(testPath), path);
  if (!existsSync(file)) return failure(`there is no file "${path}" next to the test file`);
  return readEventsOf(file, path);
}

/**
 * Returns why a file that a test file names must not be read: it lies outside of the project folder, or it is not a regular
 * file, which could have no end. Undefined when it can be read, or does not exist.
 */
export function whyNotRead(
  testPath: string,
  path: string,
  projectFolder = projectFolderOf(testPath),
): string | undefined {
  // Such as `D:rule.toml` on Windows. It is not looked for: with another computer that would mean to sign in there.
  if (parse(path).root !== '') return `"${path}" is absolute; name the file relative to the test file`;
  const file = resolve(dirname(testPath), path);
  if (pathBelow(pathKey(projectFolder), pathKey(file)) === undefined)
    return `"${path}" is outside the project, so it is not read`;
  try {
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
    return isFile ? undefined : `"${path}" is not a file`;
  } catch (error) {
    return `"${shortened(path)}" cannot be read: ${describeError(error)}`;
  }
}

/** Enough for each name that a file can have. */
const longestShown = 300;

function shortened(path: string): string {
  return path.length > longestShown ? `${path.slice(0, longestShown)}…` : path;
}

function readEventsOf(file: string, path: string): ReturnType<EventsReader> {
  if (statSync(file).size > maximumBytes)
    return failure(`"${path}" is larger than ${maximumBytes / 1024 / 1024} MB`);
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
  return error === undefined ? { ok: true, events } : failure(error);
}
