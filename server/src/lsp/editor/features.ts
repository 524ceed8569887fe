import { analyse } from '../../analysis/analyse.js';
import type { Analysis } from '../../analysis/analysis.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { completion } from '../../ide/completion/completion.js';
import { describeEvent } from '../../ide/event-label.js';
import { fieldMarkdown } from '../../ide/hover/field-text.js';
import type { LintConfiguration } from '../../lint/configuration.js';
import { lint, lintInSteps, type Steps } from '../../lint/run.js';
import type { Problem } from '../../text/problem.js';
import type { EventReference, GuidePreview } from '../messages.js';
import { findEvent } from '../requests/find-events.js';
import { checkoutOf, forgetCheckouts } from '../session/checkouts.js';
import type { OpenDocument } from '../session/documents.js';
import { forgetConfigurations, lintConfigurationFor, pathForChecks } from '../session/lint-settings.js';
import type { Place, Surroundings } from '../session/recognise.js';
import type { Workspace } from '../session/workspace.js';

/**
 * Where the server meets the rest of the program: each function takes what the server holds and gives plain values.
 * Only this file and those it hands on from call `lint/`, `ide/`, `testing/` and `evaluate/`.
 */

export { codeActions } from '../../ide/code-actions.js';
export { formatEdits } from '../../ide/format.js';
export { hover } from '../../ide/hover/hover.js';
export { folds } from '../../ide/structure/folding.js';
export { inlayHints } from '../../ide/structure/inlay-hints.js';
export { links } from '../../ide/structure/links.js';
export { fieldOccurrencesAt, pluginPlacesAt } from '../../ide/structure/occurrences.js';
export { selectionRanges } from '../../ide/structure/selection.js';
export { semanticTokens } from '../../ide/structure/semantic-tokens.js';
export { signatureHelp } from '../../ide/structure/signature.js';
export { symbols } from '../../ide/symbols.js';
export { misspeltEventFields } from '../../ide/test-file/event-fields.js';
export { testFileCompletion } from '../../ide/test-file/test-file-completion.js';
export { testFileHover } from '../../ide/test-file/test-file-hover.js';
export { semanticTokenModifiers, semanticTokenTypes } from '../../ide/types.js';
export { mentionAt, placesOf, placesOfText, subjectAt } from '../../ide/uses/subject.js';
export { createUseIndex } from '../../ide/uses/use-index.js';
export { usesOf } from '../../ide/uses/uses-of.js';
export { eventChoices } from '../requests/event-choices.js';
export { explain } from '../requests/explanation.js';
export { addCaseEdits } from '../requests/new-case.js';
export { beginRule } from '../requests/new-rule.js';
export { runOnEvents } from '../requests/run-on-events.js';
export { acceptResults, runTests, testFileActions } from '../requests/run-tests.js';
export { sequencePicture } from '../requests/sequence-source.js';
export { ruleOverview, testCases, testFileOwners, testFileProblems } from '../requests/tests.js';
export { completion };

/** Starts the analysis of one version of a rule. */
export function analyseRule(
  text: string,
  { path: file, key }: Pick<Place, 'path' | 'key'>,
  around: Surroundings,
): Analysis {
  if (file === undefined) return analyse(text);
  const open = checkoutOf(file);
  return analyse(text, {
    path: pathForChecks(file, around),
    // The command line does not read rules that the configuration ignores.
    others: around.rules.without(key, (other) => lintConfigurationFor(around.pathOfRule(other)) !== 'off'),
    fieldPlan: () => open?.plan,
    attack: () => open?.attack,
    ...(open ? { checkout: open.checkout } : {}),
  });
}

/** Everything known of a rule that is not open, but for what its path and its workspace would add. */
export function analyseText(text: string): Analysis {
  return analyse(text);
}

let problemsByAnalysis = new WeakMap<Analysis, readonly Problem[]>();

/** Problems of a rule, suppression and configuration applied; worked out once for diagnostics and code actions. */
export function ruleProblems(document: OpenDocument): readonly Problem[] {
  const analysis = document.analysis();
  const known = problemsByAnalysis.get(analysis);
  if (known) return known;
  const configuration = configurationOf(document);
  const problems = configuration === 'off' ? [] : lint(analysis, configuration);
  problemsByAnalysis.set(analysis, problems);
  return problems;
}

/** The same in steps; where they are worked out already there is only one. */
export function* ruleProblemSteps(document: OpenDocument): Steps<readonly Problem[]> {
  const analysis = document.analysis();
  // What is forgotten meanwhile stays forgotten.
  const current = problemsByAnalysis;
  const known = current.get(analysis);
  if (known) return known;
  const configuration = configurationOf(document);
  const problems = configuration === 'off' ? [] : yield* lintInSteps(analysis, configuration);
  current.set(analysis, problems);
  return problems;
}

function configurationOf({ path }: OpenDocument): LintConfiguration | 'off' | undefined {
  return path === undefined ? undefined : lintConfigurationFor(path);
}

/** Configurations or data of checkouts changed: what was read of them must be read again. */
export function forgetFiles(): void {
  forgetConfigurations();
  forgetCheckouts();
  forgetProblems();
}

/** What problems were worked out from has changed, though no rule did. */
export function forgetProblems(): void {
  problemsByAnalysis = new WeakMap();
}

/** Builds what the first rule would otherwise wait for: the parsers and the table of fields. */
export function warmUp(): void {
  const text = "[rule]\nlanguage = 'eql'\nquery = 'any where process.name : \"a\"'\n";
  const analysis = analyse(text);
  lint(analysis);
  completion(analysis, text.indexOf('name :'));
}

/** The documentation of an item that was listed without one. */
export function completionDocumentation(label: string): string | undefined {
  const catalogue = loadEcsCatalogue();
  return catalogue.get(label) && fieldMarkdown(label, catalogue);
}

/** The investigation guide of an open rule, with the values of an event where one is given. */
export async function guide(
  document: OpenDocument,
  reference: EventReference | undefined,
  workspace: Workspace,
): Promise<GuidePreview> {
  const found = reference && (await findEvent(reference, workspace));
  const { rule } = document.analysis();
  const event = found && 'event' in found ? found.event : undefined;
  // Loaded when a guide is first shown: most servers never render Markdown.
  const { renderGuide } = await import('../../ide/guide/guide.js');
  const { title, sections, problems, unresolved, hasGuide } = renderGuide(rule, { event, lines: true });
  const missing = hasGuide
    ? undefined
    : 'This rule has no investigation guide yet: write it in the key "note".';
  const error = found && 'error' in found ? found.error : missing;
  return {
    title,
    sections,
    unresolved,
    problems: problems.map(({ message, span }) => ({ message, range: document.rangeOf(span) })),
    ...(event && { filledFrom: describeEvent(event) }),
    ...(error !== undefined && { error }),
  };
}
