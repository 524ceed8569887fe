import type { FieldCatalogue } from '../fields/catalogue.js';
import type { FieldPlan } from '../fields/checkout/field-plan.js';
import { loadEcsCatalogue } from '../fields/ecs.js';
import type { FieldMapping } from '../fields/field-type.js';
import type { Inventory } from '../fields/inventory/create-inventory.js';
import { withLearnedFields } from '../fields/inventory/learned-catalogue.js';
import type { Language } from '../query/language.js';
import { languageOf } from '../query/languages.js';
import type { ParsedQuery } from '../query/syntax.js';
import { type Attack, bundledAttack } from '../rule/attack/attack.js';
import type { Checkout } from '../rule/checkout/checkout.js';
import { readRule } from '../rule/rule.js';
import type { OtherRules } from '../rule/rule-index.js';
import { ruleTypeSchemas } from '../rule/schema/rule-types.js';
import { checkSchema } from '../rule/schema-check/check-schema.js';
import { append } from '../text/append.js';
import { indexLines } from '../text/lines.js';
import { once } from '../text/once.js';
import type { Problem } from '../text/problem.js';
import { overlaps } from '../text/span.js';
import { parseToml, type TomlDocument } from '../toml/document.js';
import type { AnalysedQuery, Analysis } from './analysis.js';
import { checkoutMapping } from './known-fields.js';
import { readIndices } from './learned-view.js';
import { fixInFile, problemInFile, spanInFile } from './query-problems.js';
import { threatQueryProblems } from './threat-query.js';

export interface AnalysisOptions {
  /** The parsed document, if there already is one. */
  readonly document?: TomlDocument;
  /** The path of the file, with `/`, for checks that use it. */
  readonly path?: string;
  /** Known fields, by default the Elastic Common Schema. */
  readonly catalogue?: FieldCatalogue;
  /** The checkout of detection-rules that contains the file. */
  readonly checkout?: Checkout;
  /** Returns the fields of the checkout, or undefined until they have been read. */
  readonly fieldPlan?: () => FieldPlan | undefined;
  /** Returns the ATT&CK version to check against. The bundled one if undefined. */
  readonly attack?: () => Attack | undefined;
  /** The fields and values learned from data. */
  readonly inventory?: Inventory | undefined;
  /** The other rules of the workspace. */
  readonly others?: OtherRules;
  /** The text before the changes under review, for example on the main branch. Undefined for a new file. */
  readonly before?: string;
}

/** Starts the analysis of a rule file. Accepts any string. */
export function analyse(text: string, options: AnalysisOptions = {}): Analysis {
  const lines = once(() => indexLines(text));
  const document = once(() => options.document ?? parseToml(text));
  const rule = once(() => readRule(document()));
  const catalogue = once(() => {
    const base = options.catalogue ?? loadEcsCatalogue();
    return options.inventory ? withLearnedFields(base, options.inventory, readIndices(analysis)) : base;
  });
  let checkedSchema: { attack: Attack; problems: readonly Problem[] } | undefined;
  /** Another ATT&CK version can arrive while the file is open. */
  const schemaProblems = (): readonly Problem[] => {
    const attack = options.attack?.() ?? bundledAttack;
    if (checkedSchema?.attack !== attack) checkedSchema = { attack, problems: checkSchema(rule(), attack) };
    return checkedSchema.problems;
  };
  const query = once((): AnalysedQuery | undefined => {
    const { query, language: id, type, deprecated } = rule();
    const language = languageOf(id);
    if (!language || !id || deprecated || query === undefined || query.text.trim() === '') return undefined;
    // A query with a language that the type does not allow may be in a different language.
    if (type !== undefined && !ruleTypeSchemas[type].languages.includes(id)) return undefined;
    const parsed = language.parse(query.text);
    const { text, tree } = parsed;
    const context = { mappingOf: (name: string) => catalogue().get(name)?.mapping };
    const resolved = once(() => (tree === undefined ? undefined : language.resolve?.(text, tree, context)));
    return { language, parsed, resolved };
  });
  const mappingOf = (name: string): FieldMapping | undefined =>
    catalogue().get(name)?.mapping ?? checkoutMapping(name, analysis);
  const checkQuery = (): readonly Problem[] => {
    const { language, parsed, resolved } = query() ?? {};
    const problems = [...(parsed?.problems ?? [])];
    if (parsed?.tree && (problems.length === 0 || parsed.exact)) {
      const syntax = [...problems];
      const isNew = ({ span }: Problem): boolean => !syntax.some((first) => overlaps(first.span, span));
      const found = language?.check?.(parsed.text, parsed.tree, { mappingOf }, resolved?.()) ?? [];
      append(problems, found.filter(isNew));
    }
    return [
      ...problems.map((problem) => problemInFile(problem, rule().query)),
      ...threatQueryProblems(rule(), mappingOf),
    ];
  };
  let checkedQuery: { plan: FieldPlan | undefined; problems: readonly Problem[] } | undefined;
  /** The fields of the checkout can arrive while the file is open. */
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
    query,
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
  | 'query'
  | 'queryProblems';
type Method = 'queryToDocument' | 'queryOffsetAt' | 'queryFix';

/** Stages that are computed on demand. */
type Stages = { readonly [Name in Stage]: () => Analysis[Name] } & {
  readonly [Name in Method]: Analysis[Name];
};

/**
 * A class, so that all analyses have the same getters. For an object literal with getters, V8 creates a new
 * hidden class each time, and keeps everything that the getters refer to alive until a full garbage
 * collection. Functions that a constructor assigns to fields have the same effect. The functions are getters,
 * so that they can be detached from the analysis.
 */
class StagedAnalysis implements Analysis {
  readonly text: string;
  readonly path: string | undefined;
  readonly checkout: Checkout | undefined;
  readonly inventory: Inventory | undefined;
  readonly others: OtherRules | undefined;
  readonly before: string | undefined;
  readonly derived = new Map<unknown, unknown>();
  readonly #stages: Stages;

  constructor(text: string, options: AnalysisOptions, stages: Stages) {
    this.text = text;
    this.path = options.path;
    this.checkout = options.checkout;
    this.inventory = options.inventory;
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

  get query(): Analysis['query'] {
    return this.#stages.query();
  }

  parsed<Tree>(language: Language<Tree>): ParsedQuery<Tree> | undefined {
    const { query } = this;
    return query?.language === language ? (query.parsed as ParsedQuery<Tree>) : undefined;
  }

  resolved<Tree, Resolved>(language: Language<Tree, Resolved>): Resolved | undefined {
    const { query } = this;
    return query && query.language === (language as Language<unknown>)
      ? (query.resolved() as Resolved | undefined)
      : undefined;
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
