import type { FieldCatalogue } from '../fields/catalogue.js';
import type { FieldPlan } from '../fields/checkout/field-plan.js';
import { loadEcsCatalogue } from '../fields/ecs.js';
import type { FieldMapping } from '../fields/field-type.js';
import { checkEql } from '../query/eql/check.js';
import { parseEql } from '../query/eql/parse.js';
import type { EqlQuery } from '../query/eql/syntax.js';
import { splitEsql } from '../query/esql/split.js';
import type { EsqlQuery } from '../query/esql/syntax.js';
import { checkKql } from '../query/kql/check.js';
import { parseKql } from '../query/kql/parse.js';
import type { KqlQuery } from '../query/kql/syntax.js';
import { checkLucene } from '../query/lucene/check.js';
import { parseLucene } from '../query/lucene/parse.js';
import type { LuceneQuery } from '../query/lucene/syntax.js';
import type { ParsedQuery } from '../query/syntax.js';
import { type Attack, bundledAttack } from '../rule/attack/attack.js';
import { checkSchema } from '../rule/check/check-schema.js';
import type { Checkout } from '../rule/checkout/checkout.js';
import { type Rule, readRule } from '../rule/rule.js';
import type { OtherRules } from '../rule/rule-index.js';
import { ruleTypeSchemas } from '../rule/schema/rule-types.js';
import { append } from '../text/append.js';
import { indexLines, type LineIndex } from '../text/lines.js';
import { once } from '../text/once.js';
import type { Fix, Problem } from '../text/problem.js';
import { overlaps, type Span } from '../text/span.js';
import { parseToml, type TomlDocument } from '../toml/document.js';
import { checkoutMapping } from './known-fields.js';
import { fixInFile, problemInFile, spanInFile } from './query-problems.js';
import { threatQueryProblems } from './threat-query.js';

export interface AnalysisOptions {
  /** The text, where it has been read already. */
  readonly document?: TomlDocument;
  /** Path of the file, with `/`, for checks that look at it. */
  readonly path?: string;
  /** Known fields; the Elastic Common Schema when absent. */
  readonly catalogue?: FieldCatalogue;
  /** The checkout of detection-rules that the file lies in. */
  readonly checkout?: Checkout;
  /** The fields of the checkout; undefined as long as they are being read. */
  readonly fieldPlan?: () => FieldPlan | undefined;
  /** The version of ATT&CK to check against; the bundled one when undefined. */
  readonly attack?: () => Attack | undefined;
  /** The other rules of the workspace. */
  readonly others?: OtherRules;
  /** The text before the changes that are looked at, for example on the main branch; undefined for a new file. */
  readonly before?: string;
}

/** Everything known of one version of a rule file. Each stage is worked out when first asked for, and once. */
export interface Analysis {
  readonly text: string;
  readonly path: string | undefined;
  readonly lines: LineIndex;
  readonly document: TomlDocument;
  readonly rule: Rule;
  readonly catalogue: FieldCatalogue;
  readonly checkout: Checkout | undefined;
  /** The fields of the checkout; undefined without one and as long as they are being read. */
  readonly fieldPlan: FieldPlan | undefined;
  readonly others: OtherRules | undefined;
  readonly before: string | undefined;
  /** What others worked out from it, see `perAnalysis`. */
  readonly derived: Map<unknown, unknown>;
  /** What the schema finds, in the file. */
  readonly schemaProblems: readonly Problem[];
  /** The parsed query of an EQL rule. Its spans are in the text of the query. */
  readonly eql: ParsedQuery<EqlQuery> | undefined;
  /** The parsed query of a rule in KQL. Its spans are in the text of the query. */
  readonly kql: ParsedQuery<KqlQuery> | undefined;
  /** The parsed query of a rule in Lucene. Its spans are in the text of the query. */
  readonly lucene: ParsedQuery<LuceneQuery> | undefined;
  /** The query of an ES|QL rule by its commands. Its spans are in the text of the query. */
  readonly esql: ParsedQuery<EsqlQuery> | undefined;
  /** What parser and checker find in the query, in the file. */
  readonly queryProblems: readonly Problem[];
  /** The span of the file that a span of the query comes from. */
  queryToDocument(span: Span): Span;
  /** The offset in the query of an offset in the file, or undefined when that lies outside the query. */
  queryOffsetAt(offset: number): number | undefined;
  /** A fix in the query as a fix in the file, escaped as the string in the file needs. */
  queryFix(fix: Fix): Fix | undefined;
}

/** Starts the analysis of a text; any text is accepted. */
export function analyse(text: string, options: AnalysisOptions = {}): Analysis {
  const lines = once(() => indexLines(text));
  const document = once(() => options.document ?? parseToml(text));
  const rule = once(() => readRule(document()));
  const catalogue = once(() => options.catalogue ?? loadEcsCatalogue());
  let checkedSchema: { attack: Attack; problems: readonly Problem[] } | undefined;
  /** Another version of ATT&CK can come in while the file is open. */
  const schemaProblems = (): readonly Problem[] => {
    const attack = options.attack?.() ?? bundledAttack;
    if (checkedSchema?.attack !== attack) checkedSchema = { attack, problems: checkSchema(rule(), attack) };
    return checkedSchema.problems;
  };
  /** The text of the query, when the rule has one in this language that is to be checked. */
  const queryIn = (wanted: string): string | undefined => {
    const { query, language, type, deprecated } = rule();
    if (language !== wanted || deprecated || query === undefined || query.text.trim() === '')
      return undefined;
    // A query in a language that the type cannot have may be in another than it says.
    return type === undefined || ruleTypeSchemas[type].languages.includes(language) ? query.text : undefined;
  };
  const eql = once(() => {
    const text = queryIn('eql');
    return text === undefined ? undefined : parseEql(text);
  });
  const kql = once(() => {
    const text = queryIn('kuery');
    return text === undefined ? undefined : parseKql(text);
  });
  const esql = once(() => {
    const text = queryIn('esql');
    return text === undefined ? undefined : splitEsql(text);
  });
  const lucene = once((): ParsedQuery<LuceneQuery> | undefined => {
    const text = queryIn('lucene');
    return text === undefined ? undefined : parseLucene(text);
  });
  const mappingOf = (name: string): FieldMapping | undefined =>
    catalogue().get(name)?.mapping ?? checkoutMapping(name, analysis);
  const checkQuery = (): readonly Problem[] => {
    const parsed = eql();
    const problems = [...((parsed ?? kql() ?? esql() ?? lucene())?.problems ?? [])];
    const syntax = problems.length;
    if (syntax === 0 || parsed?.exact) {
      if (parsed?.tree) {
        const isNew = ({ span }: Problem): boolean =>
          !problems.slice(0, syntax).some((first) => overlaps(first.span, span));
        append(problems, checkEql(parsed.text, parsed.tree, { mappingOf }).filter(isNew));
      }
      const kqlTree = kql()?.tree;
      if (kqlTree) append(problems, checkKql(kqlTree, { mappingOf }));
      const luceneTree = lucene()?.tree;
      if (luceneTree) append(problems, checkLucene(luceneTree, { mappingOf }));
    }
    return [
      ...problems.map((problem) => problemInFile(problem, rule().query)),
      ...threatQueryProblems(rule(), mappingOf),
    ];
  };
  let checkedQuery: { plan: FieldPlan | undefined; problems: readonly Problem[] } | undefined;
  /** The fields of the checkout can come in while the file is open. */
  const queryProblems = (): readonly Problem[] => {
    const plan = options.fieldPlan?.();
    if (!checkedQuery || checkedQuery.plan !== plan) checkedQuery = { plan, problems: checkQuery() };
    return checkedQuery.problems;
  };

  const analysis: Analysis = new StagedAnalysis(text, options, {
    lines,
    document,
    rule,
    catalogue,
    fieldPlan: () => options.fieldPlan?.(),
    schemaProblems,
    eql,
    kql,
    esql,
    lucene,
    queryProblems,
    queryToDocument: (span) => spanInFile(span, rule().query),
    queryOffsetAt: (offset) => rule().query?.string()?.toValue(offset),
    queryFix: (fix) => fixInFile(fix, rule().query),
  });
  return analysis;
}

type Stage =
  | 'lines'
  | 'document'
  | 'rule'
  | 'catalogue'
  | 'fieldPlan'
  | 'schemaProblems'
  | 'eql'
  | 'kql'
  | 'esql'
  | 'lucene'
  | 'queryProblems';
type Method = 'queryToDocument' | 'queryOffsetAt' | 'queryFix';

/** What is worked out on demand. */
type Stages = { readonly [Name in Stage]: () => Analysis[Name] } & {
  readonly [Name in Method]: Analysis[Name];
};

/**
 * A class, so that all analyses have the same getters. For an object literal with getters V8 makes a new hidden class each
 * time, and keeps what the getters refer to alive until the whole heap is collected; functions that a constructor puts
 * into fields have the same effect. The functions are got, so that they can be taken apart from the analysis.
 */
class StagedAnalysis implements Analysis {
  readonly text: string;
  readonly path: string | undefined;
  readonly checkout: Checkout | undefined;
  readonly others: OtherRules | undefined;
  readonly before: string | undefined;
  readonly derived = new Map<unknown, unknown>();
  readonly #stages: Stages;

  constructor(text: string, options: AnalysisOptions, stages: Stages) {
    this.text = text;
    this.path = options.path;
    this.checkout = options.checkout;
    this.others = options.others;
    this.before = options.before;
    this.#stages = stages;
  }

  get lines(): Analysis['lines'] {
    return this.#stages.lines();
  }

  get document(): Analysis['document'] {
    return this.#stages.document();
  }

  get rule(): Analysis['rule'] {
    return this.#stages.rule();
  }

  get catalogue(): Analysis['catalogue'] {
    return this.#stages.catalogue();
  }

  get fieldPlan(): Analysis['fieldPlan'] {
    return this.#stages.fieldPlan();
  }

  get schemaProblems(): Analysis['schemaProblems'] {
    return this.#stages.schemaProblems();
  }

  get eql(): Analysis['eql'] {
    return this.#stages.eql();
  }

  get kql(): Analysis['kql'] {
    return this.#stages.kql();
  }

  get esql(): Analysis['esql'] {
    return this.#stages.esql();
  }
  get lucene(): Analysis['lucene'] {
    return this.#stages.lucene();
  }

  get queryProblems(): Analysis['queryProblems'] {
    return this.#stages.queryProblems();
  }

  get queryToDocument(): Analysis['queryToDocument'] {
    return this.#stages.queryToDocument;
  }

  get queryOffsetAt(): Analysis['queryOffsetAt'] {
    return this.#stages.queryOffsetAt;
  }

  get queryFix(): Analysis['queryFix'] {
    return this.#stages.queryFix;
  }
}
