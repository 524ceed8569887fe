import { boundWork, tooMuchWork } from './budget.js';
import { checkLinks } from './links.js';
import type { GuideNode, GuidePoint } from './nodes.js';
import { markdownPackages } from './packages.js';
import { addTokenizer, BrokenGuide, type Parser } from './tokenizer.js';
import { checkbox } from './tokenizers/checkbox.js';
import { investigate } from './tokenizers/investigate.js';
import { osquery } from './tokenizers/osquery.js';
import { timeline } from './tokenizers/timeline.js';
import { tooltip } from './tokenizers/tooltip.js';
import { undoUnderscores } from './transforms.js';

/** The Markdown tree of a guide, or why Kibana shows its text instead. */
export type ParsedGuide =
  | { readonly kind: 'tree'; readonly root: GuideNode }
  | {
      readonly kind: 'broken';
      /** Kibana's message. */
      readonly message: string;
      /** The problem, in our words. */
      readonly cause: string;
      /** Where it failed; undefined if that is not a single point. */
      readonly point: GuidePoint | undefined;
      /** Whether Rulewright stopped, to limit its work. */
      readonly isBounded: boolean;
    };

let processor: { parse(text: string): unknown } | undefined;

/**
 * Parses the text of a guide with the parser and the plugins that Kibana uses
 * (docs/decisions/guides-by-kibanas-parser.md), and checks its links. Emoji names and line ends are kept, so
 * that spans of texts are spans of the source.
 */
export function parseGuide(text: string): ParsedGuide {
  processor ??= createProcessor();
  try {
    const root = processor.parse(text) as GuideNode;
    undoUnderscores(root, text);
    checkLinks(root);
    return { kind: 'tree', root };
  } catch (error) {
    if (error instanceof BrokenGuide) {
      const { message, cause, point } = error;
      return { kind: 'broken', message, cause, point, isBounded: message === tooMuchWork };
    }
    const message = (error as Error).message;
    // Nested so deeply that the stack overflows, in Kibana as well.
    return {
      kind: 'broken',
      message,
      cause: `the parser fails: ${message}.`,
      point: undefined,
      isBounded: false,
    };
  }
}

function createProcessor(): { parse(text: string): unknown } {
  const { unified, remarkParse } = markdownPackages();
  const created = unified().use(remarkParse as never);
  created.use(function plugins(this: { Parser: { prototype: Parser } }) {
    const { prototype } = this.Parser;
    addTokenizer(prototype, 'block', 'checkbox', 'list', checkbox);
    addTokenizer(prototype, 'block', 'osquery', 'paragraph', osquery);
    addTokenizer(prototype, 'inline', 'timeline', 'url', timeline);
    addTokenizer(prototype, 'inline', 'tooltip', 'text', tooltip);
    addTokenizer(prototype, 'inline', 'investigate', 'text', investigate);
    boundWork(prototype);
  } as never);
  return created.freeze() as unknown as { parse(text: string): unknown };
}
