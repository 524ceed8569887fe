import { dirname } from 'node:path';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { fileStem } from '../../rule/file-stem.js';
import { readSigma, type SigmaDocument } from '../../sigma/parse/read-sigma.js';
import { append } from '../../text/append.js';
import { discover, type Unreadable } from '../discover.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';

/** A rule that was found, with the name of its conversion below the folder for it, without ending. */
export interface FoundRule {
  readonly path: string;
  readonly name: string;
  readonly document: SigmaDocument;
}

/** What was found in files and folders. */
export interface FoundRules {
  readonly rules: readonly FoundRule[];
  readonly unreadable: readonly Unreadable[];
  /** How many files in folders are YAML of another kind. */
  readonly others: number;
}

const isYamlFile = (name: string): boolean => /\.ya?ml$/i.test(name);

/** Reads the Sigma rules that the arguments name; of folders, all files that are Sigma rules. */
export function readSigmaFiles(paths: readonly string[], output: Output): FoundRules {
  const rules: FoundRule[] = [];
  const unreadable: Unreadable[] = [];
  let others = 0;
  for (const argument of paths) {
    const found = discover([argument], isYamlFile, output);
    append(unreadable, found.unreadable);
    for (const { path, named } of found.files) {
      const read = readRuleText(path, !named);
      if ('error' in read) {
        unreadable.push({ path, message: read.error });
        continue;
      }
      const file = readSigma(read.text);
      if (file.kind === 'unreadable')
        unreadable.push({ path, message: `line ${file.line}: ${file.message}` });
      else if (file.kind === 'sigma')
        for (const [index, document] of file.documents.entries())
          rules.push({
            path,
            name: nameOf(named ? dirname(path) : argument, path, document, index),
            document,
          });
      else if (named) unreadable.push({ path, message: 'the file is not a Sigma rule' });
      else others++;
    }
  }
  return { rules, unreadable, others };
}

/** The path below the argument, so that the folders of rules stay; further rules of a file are told apart by their titles. */
function nameOf(folder: string, path: string, { title }: SigmaDocument, index: number): string {
  const below = pathBelow(folder, path) ?? withSlashes(path).split('/').at(-1)!;
  const stem = below.replace(/\.ya?ml$/i, '');
  return index === 0 ? stem : `${stem}_${fileStem([title ?? '']) || index + 1}`;
}
