import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import type { DocumentSet } from './document-set.js';
import { type Engine, type EngineAnswer, engineAt } from './engine.js';
import { type KnownDifference, knownDifferences } from './known-differences.js';
import type { Question } from './question.js';
import { eqlCases, kqlCases, type QuestionSet } from './questions/cases.js';
import { type Counts, randomDocuments, randomQuestions } from './questions/random.js';
import { eventsForRules, readRules, ruleQuestions } from './questions/rules.js';

/** Options of a comparison. */
export interface JudgeOptions {
  readonly url: string;
  /** The folder of the reference data; undefined if it is missing. */
  readonly shared: string | undefined;
  readonly root: string;
  readonly counts: Counts;
  readonly seed: number;
}

/** A question that the engine and our evaluator answer differently. */
export interface Difference {
  readonly question: Question;
  readonly set: string;
  /** Answers of only the engine and of only our evaluator, or why one of them refuses. */
  readonly onlyEngine: readonly string[];
  readonly onlyOurs: readonly string[];
  /** The first document that only one of them matches. */
  readonly document?: EventObject;
  readonly engineRefuses?: string;
  readonly weRefuse?: string;
}

/** Numbers of a source's queries by result. */
export interface Row {
  asked: number;
  equal: number;
  'refused by both': number;
  'not evaluated': number;
  different: number;
}

/** The result of all comparisons. */
export interface Verdict {
  readonly documents: number;
  readonly refusedDocuments: number;
  readonly sources: ReadonlyMap<string, Row>;
  readonly known: ReadonlyMap<string, number>;
  readonly unknown: readonly Difference[];
  /** Known differences that did not occur although their questions were part of the run. */
  readonly outdated: readonly string[];
}

/** Asks the engine and our evaluator the same questions and compares their answers. */
export async function judge(options: JudgeOptions): Promise<Verdict> {
  const engine = engineAt(options.url);
  const sources = new Map<string, Row>();
  const known = new Map<string, number>();
  const unknown: Difference[] = [];
  let documents = 0;
  let refusedDocuments = 0;
  for (const { set, questions } of questionSets(options)) {
    const refused = await engine.load(set);
    documents += set.documents.length - refused.size;
    refusedDocuments += refused.size;
    const answers = await answersOf(engine, set.name, questions);
    for (const [index, question] of questions.entries()) {
      const row = sources.get(question.source) ?? {
        asked: 0,
        equal: 0,
        'refused by both': 0,
        'not evaluated': 0,
        different: 0,
      };
      sources.set(question.source, row);
      row.asked++;
      const difference = compare(question, answers[index]!, set, refused);
      if (difference === 'equal') row.equal++;
      else if (difference === 'refused') row['refused by both']++;
      else if (difference === 'not evaluated') row['not evaluated']++;
      else {
        row.different++;
        const cause = knownDifferences.find(({ explains }) => explains(difference, set.documents));
        if (cause) known.set(cause.name, (known.get(cause.name) ?? 0) + 1);
        else unknown.push(difference);
      }
    }
  }
  const wasAsked = ({ needs }: KnownDifference): boolean =>
    needs !== 'reference data' || options.shared !== undefined;
  const outdated = knownDifferences.filter((one) => wasAsked(one) && !known.has(one.name));
  return {
    documents,
    refusedDocuments,
    sources,
    known,
    unknown,
    outdated: outdated.map(({ name }) => name),
  };
}

function* questionSets({ shared, root, counts, seed }: JudgeOptions): Iterable<QuestionSet> {
  const random = randomDocuments(counts.documents, seed);
  yield { set: random, questions: randomQuestions(random, counts, seed) };
  const samples = readRules(join(root, 'rules'));
  const corpus = shared === undefined ? undefined : join(shared, 'corpus');
  const rules = [...samples, ...(corpus && existsSync(corpus) ? readRules(corpus) : [])];
  const set = eventsForRules(rules, shared === undefined ? [] : sampleEvents(join(shared, 'events/samples')));
  yield { set, questions: ruleQuestions(rules, set) };
  if (shared === undefined) return;
  yield* eqlCases(join(shared, 'cases'));
  yield* kqlCases(join(shared, 'cases'));
}

function sampleEvents(folder: string): EventObject[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as EventObject);
}

function answersOf(engine: Engine, set: string, questions: readonly Question[]): Promise<EngineAnswer[]> {
  return engine.search(
    set,
    questions.map(({ body: { fields: _, sort: __, ...body } }) => ({ ...body, track_total_hits: true })),
  );
}

function compare(
  question: Question,
  answer: EngineAnswer,
  set: DocumentSet,
  refusedDocuments: ReadonlySet<number>,
): Difference | 'equal' | 'refused' | 'not evaluated' {
  const { ours } = question;
  const failed = answer.error ?? answer._shards?.failures?.[0]?.reason;
  const engineRefuses = answer.error?.root_cause?.[0]?.reason ?? failed?.reason;
  const weRefuse = 'refused' in ours ? ours.refused : undefined;
  if ('refused' in ours && ours.isOurs) return 'not evaluated';
  if (engineRefuses !== undefined && weRefuse !== undefined) return 'refused';
  const none = { question, set: set.name, onlyEngine: [], onlyOurs: [] };
  if (engineRefuses !== undefined) return { ...none, engineRefuses };
  if (weRefuse !== undefined || 'refused' in ours) return { ...none, weRefuse: weRefuse ?? '' };
  const read = question.read ?? hitsOf;
  const theirs = new Set(read(answer));
  const own = new Set(ours.filter((id) => question.read || !refusedDocuments.has(Number(id))));
  const onlyEngine = [...theirs].filter((id) => !own.has(id));
  const onlyOurs = [...own].filter((id) => !theirs.has(id));
  const [first] = [...onlyEngine, ...onlyOurs];
  if (first === undefined) return 'equal';
  const document = question.read ? undefined : set.documents[Number(first)];
  return { ...none, onlyEngine, onlyOurs, ...(document && { document }) };
}

function hitsOf({ hits }: EngineAnswer): readonly string[] {
  return (hits?.hits ?? []).map(({ _id }) => _id);
}
