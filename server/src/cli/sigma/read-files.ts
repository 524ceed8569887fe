import { dirname } from 'node:path';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { fileStem } from '../../rule/file-stem.js';
import { readSigma, type SigmaDocument } from '../../sigma/parse/read-sigma.js';
import { append } from '../../text/append.js';
import { discover, type Unreadable } from '../discover.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';

/** A rule with its conversion's path below the output folder, without extension. */
export interface FoundRule {
  readonly path: string;
  readonly name: string;
  readonly document: SigmaDocument;
}

/** The result of searching files and folders. */
export interface FoundRules {
  readonly rules: readonly FoundRule[];
  readonly unreadable: readonly Unreadable[];
  /** Number of other YAML files in folders. */
  readonly others: number;
}

const isYamlFile = (name: string): boolean => /\.ya?ml$/i.test(name);

/** Reads the Sigma rules that the arguments name; for folders, reads all files that are Sigma rules. */
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

/**
 * Returns the path below the argument, so that the rules' folders are preserved; further rules of a file are
 * distinguished by title.
 */
function nameOf(folder: string, path: string, { title }: SigmaDocument, index: number): string {
  const below = pathBelow(folder, path) ?? withSlashes(path).split('/').at(-1)!;
  const stem = below.replace(/\.ya?ml$/i, '');
  return index === 0 ? stem : `${stem}_${fileStem([title ?? '']) || index + 1}`;
}
