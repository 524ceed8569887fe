import { analyse } from '../../analysis/analyse.js';
import { queryIndices } from '../../analysis/parsed-query.js';
import type { LearnedSource } from '../../fields/inventory/inventory.js';
import type { createEventLearner } from '../../fields/learn/event-learner.js';
import { learnFieldCaps } from '../../fields/learn/from-field-caps.js';
import { sampleIndices } from '../../stack/learn/sample-indices.js';
import { mostHits } from '../../stack/search/event-search.js';
import { append } from '../../text/append.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { withStack } from '../stack/access.js';
import { readCount, readDuration } from '../stack/options.js';

/** The destination of learned fields. */
export interface LearnTarget {
  readonly learner: ReturnType<typeof createEventLearner>;
  readonly sources: LearnedSource[];
  readonly problems: FileFinding[];
  readonly signal: AbortSignal;
}

const week = 7 * 86_400_000;

/**
 * Learns from a stack's indexes: those of `--index`, of the profile, or of the folder's rules. Throws
 * `StackError`.
 */
export async function learnOn(
  profile: string,
  options: ParsedOptions,
  { learner, sources, problems, signal }: LearnTarget,
  output: Output,
): Promise<void> {
  const since = Date.now() - (readDuration(options, 'last') ?? week);
  const size = readCount(options, 'sample', 1_000, mostHits);
  const note = (message: string): void => {
    problems.push({ ...fileFinding('--on', 'stack', `${message}.`), severity: 'warning' });
  };
  await withStack(profile, '.', output, async (stack) => {
    const index = options.text('index')?.split(',') ?? stack.profile.index ?? indicesOfRules(output);
    if (index.length === 0)
      throw new UsageError('no index to learn from', 'pass --index PATTERNS, or run it in a folder of rules');
    await sampleIndices(
      stack.elasticsearch(),
      { index, since, size },
      {
        fields(name, answer) {
          output.progress(`learning from ${name}`);
          const learned = learnFieldCaps(answer, name);
          if ('error' in learned) note(`${name}: ${learned.error}`);
          else if (learned.ok) append(sources, learned.sources);
        },
        event: (event) => learner.add(event),
        note,
      },
      signal,
    );
  });
}

/** Returns the unique index patterns of the rules in the current folder. */
function indicesOfRules(output: Output): readonly string[] {
  const { rules } = loadRules([], output);
  return [
    ...new Set(
      rules.flatMap(({ rule }) => [
        ...rule.index,
        // ES|QL queries name their own indices.
        ...queryIndices(analyse(rule.document.text, { document: rule.document })),
      ]),
    ),
  ];
}
