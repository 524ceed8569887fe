import type { CancellationToken, Location, Position } from 'vscode-languageserver';
import { analyse } from '../../analysis/analyse.js';
import type { Analysis } from '../../analysis/analysis.js';
import { nameDefinitionAt, nameOccurrencesAt, pluginPlacesAt } from '../../ide/structure/occurrences.js';
import type { Subject } from '../../ide/uses/subject.js';
import { mentionAt, placesOf, placesOfText, subjectAt } from '../../ide/uses/subject.js';
import { indexLines } from '../../text/lines.js';
import type { Span } from '../../text/span.js';
import type { OpenDocument } from '../session/documents.js';
import type { Session } from '../session/session.js';
import { uriOf } from '../session/uris.js';
import { readRuleFile, type Workspace } from '../session/workspace.js';

/**
 * Serves definitions and references, in the rule and across the workspace: searches of the guide, other rules
 * by id or name, and all rules with a field or a technique.
 */
export function serveReferences({ connection, documents, workspace }: Session): void {
  const ruleAt = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    return document?.kind() === 'rule' ? document : undefined;
  };
  connection.onDefinition(async ({ textDocument, position }): Promise<Location | null> => {
    const document = documents.get(textDocument.uri);
    if (!document || document.kind() === 'other') return null;
    const offset = document.offsetAt(position);
    const plugin = document.kind() === 'rule' ? pluginPlacesAt(document.analysis(), offset) : undefined;
    if (plugin) return plugin.definition ? locationIn(document, plugin.definition) : null;
    const made = document.kind() === 'rule' ? nameDefinitionAt(document.analysis(), offset) : undefined;
    if (made) return locationIn(document, made);
    const mentioned = mentionedRule(document, offset, workspace);
    if (!mentioned) return null;
    const found = await ruleFile(mentioned.key, workspace);
    const [place] = found ? placesOfText(found.text, mentioned.text) : [];
    return found && place ? found.locate(place) : null;
  });
  connection.onReferences(async ({ textDocument, position, context }, token): Promise<Location[] | null> => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    const offset = document.offsetAt(position);
    const plugin = pluginPlacesAt(document.analysis(), offset);
    if (plugin) {
      const definition = context.includeDeclaration && plugin.definition ? [plugin.definition] : [];
      return [...definition, ...plugin.references].map((span) => locationIn(document, span));
    }
    const subject = subjectAt(document.analysis(), offset) ?? mentionedSubject(document, offset, workspace);
    if (!subject)
      return nameOccurrencesAt(document.analysis(), offset).map((span) => locationIn(document, span));
    const own = placesOf(subject, document.analysis()).map((span) => locationIn(document, span));
    return [...own, ...(await placesElsewhere(subject, document, workspace, token))];
  });
}

function locationIn(document: OpenDocument, span: Span): Location {
  return { uri: document.uri, range: document.rangeOf(span) };
}

/** Returns another rule of the workspace whose id or name is at the cursor. */
function mentionedRule(
  document: OpenDocument,
  offset: number,
  { rules }: Workspace,
): { readonly key: string; readonly text: string; readonly texts: readonly string[] } | undefined {
  const byText = new Map<string, { key: string; texts: string[] }>();
  for (const { key, summary } of rules.all()) {
    const texts = [summary.id, summary.name].filter((text) => text !== undefined && text !== '') as string[];
    if (key !== document.key) for (const text of texts) byText.set(text, { key, texts });
  }
  const text = mentionAt(document.text, offset, byText.keys());
  return text === undefined ? undefined : { text, ...byText.get(text)! };
}

function mentionedSubject(document: OpenDocument, offset: number, workspace: Workspace): Subject | undefined {
  const mentioned = mentionedRule(document, offset, workspace);
  return mentioned && { kind: 'rule', texts: mentioned.texts };
}

/** Returns the locations in all other rules. */
async function placesElsewhere(
  subject: Subject,
  document: OpenDocument,
  workspace: Workspace,
  token: CancellationToken,
): Promise<Location[]> {
  const locations: Location[] = [];
  for (const key of filesWith(subject, workspace)) {
    if (token.isCancellationRequested) break;
    const found = key === document.key ? undefined : await ruleFile(key, workspace);
    if (!found || !mayHold(found.text, subject)) continue;
    for (const span of placesOf(subject, found.analysis())) locations.push(found.locate(span));
  }
  return locations;
}

function filesWith(subject: Subject, { uses, rules }: Workspace): readonly string[] {
  switch (subject.kind) {
    case 'field':
      return uses.withField(subject.name);
    case 'technique':
      return uses.withTechnique(subject.id);
    case 'rule':
      return [...rules.all()].map(({ key }) => key);
  }
}

/** Returns whether a rule may contain the subject and is worth parsing. */
function mayHold(text: string, subject: Subject): boolean {
  return subject.kind !== 'rule' || subject.texts.some((one) => text.includes(one));
}

interface RuleFile {
  readonly text: string;
  readonly analysis: () => Analysis;
  readonly locate: (span: Span) => Location;
}

/** Returns a rule as it is in the editor, or else on disk; undefined if it no longer exists. */
async function ruleFile(key: string, workspace: Workspace): Promise<RuleFile | undefined> {
  const path = workspace.pathOfRule(key);
  const open = workspace.openAt(path);
  if (open)
    return { text: open.text, analysis: () => open.analysis(), locate: (span) => locationIn(open, span) };
  const text = await readRuleFile(path);
  if (text === undefined) return undefined;
  const lines = indexLines(text);
  const uri = uriOf(path);
  const positionAt = (offset: number): Position => {
    const { line, column } = lines.positionAt(offset);
    return { line, character: column };
  };
  return {
    text,
    analysis: () => analyse(text),
    locate: ({ start, end }) => ({ uri, range: { start: positionAt(start), end: positionAt(end) } }),
  };
}
