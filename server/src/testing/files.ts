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

/** Extensions of test files, beside `<stem>.toml` (docs/testing-rules.md#the-file). */
const testFileEndings = ['.tests.yaml', '.tests.yml', '.tests.json'];
/** The same in any letter case. */
const testFileEnding = /\.tests\.(?:ya?ml|json)$/i;

/** Returns whether a path names a test file. */
export function isTestFile(path: string): boolean {
  return testFileEnding.test(path);
}

/** Returns the test file beside a rule, or undefined. */
export function testFileOf(rulePath: string): string | undefined {
  const stem = withoutTomlEnding(rulePath);
  return firstOf(stem, testFileEndings);
}

/** Returns the path for a rule's new test file. */
export function newTestFileOf(rulePath: string): string {
  return withoutTomlEnding(rulePath) + testFileEndings[0];
}

/** Returns the rule that a test file names, or the one beside it. */
export function rulePathOf(testPath: string, named: string | undefined): string {
  if (named !== undefined) return resolve(dirname(testPath), named);
  const stem = testPath.replace(testFileEnding, '');
  return firstOf(stem, ['.toml']) ?? `${stem}.toml`;
}

/** Returns the file with the first extension that exists, in lower or upper case. */
function firstOf(stem: string, endings: readonly string[]): string | undefined {
  return [...endings, ...endings.map((ending) => ending.toUpperCase())]
    .map((ending) => stem + ending)
    .find((path) => existsSync(path));
}

/** A file with more events is not a test. */
const maximumEvents = 100_000;
const maximumBytes = 256 * 1024 * 1024;

/**
 * Returns a reader for the files that `events_from` names, relative to the test file and inside the project
 * folder.
 */
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
 * Returns why a file that a test file names must not be read: it is outside the project folder, or not a
 * regular file, which could be endless. Undefined if it can be read, or does not exist.
 */
export function whyNotRead(
  testPath: string,
  path: string,
  projectFolder = projectFolderOf(testPath),
): string | undefined {
  // For example `D:rule.toml` on Windows. It is not even looked up: on another computer that would mean a
  // login.
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

/** Length limit of a shown path, enough for any file name. */
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
