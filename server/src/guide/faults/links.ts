import { editDistance } from '../../text/nearest.js';
import type { Span } from '../../text/span.js';
import { isAllowedAddress } from '../links.js';
import { type GuideNode, visitNodes } from '../nodes.js';
import { quote, type ReportFault, spanOf } from './fault.js';

const help = 'Kibana accepts addresses that start with "https://", "http://", "mailto:" or "/".';

/** Reports links that Kibana shows as text, or whose target is not the intended one. */
export function findLinkFaults(root: GuideNode, text: string, report: ReportFault): void {
  const used = new Set<string>();
  const definitions: GuideNode[] = [];
  visitNodes(root, (node) => {
    const { type, url = '', plugin, identifier } = node;
    if (type === 'linkReference' && identifier !== undefined) used.add(identifier);
    if (type === 'definition') definitions.push(node);
    if (plugin?.kind === 'refused') reportRefused(node, plugin, text, report);
    if (type !== 'link') return;
    const span = addressSpan(text, spanOf(node), url);
    const misspelt = misspeltProtocol(url);
    if (misspelt) report(misspeltFault(span, misspelt));
    else if (/timelines\/?\?(?:[^#]*&)?timeline=\(/.test(url))
      report({
        code: 'guide-link',
        severity: 'warning',
        span: spanOf(node),
        message: 'Kibana cannot read the Timeline id in this address, so it shows an ordinary link.',
        help: "Write timeline=(id:'...',isOpen:!t) with the id in quotes, and no title after the address.",
        effect: 'note',
      });
  });
  for (const node of definitions) {
    const { url = '', identifier = '' } = node;
    if (!used.has(identifier) || isAllowedAddress(url) || identifier.startsWith('^')) continue;
    report({
      code: 'guide-link',
      severity: 'information',
      span: addressSpan(text, spanOf(node), url),
      message: `Kibana does not check links by reference, so ${quote(url)} becomes a link that leads nowhere.`,
      help,
      effect: 'note',
    });
  }
}

function reportRefused(
  node: GuideNode,
  { url, losesWords }: { readonly url: string; readonly losesWords: boolean },
  text: string,
  report: ReportFault,
): void {
  const whole = spanOf(node);
  const misspelt = misspeltProtocol(url);
  if (misspelt) {
    report(misspeltFault(addressSpan(text, whole, url), misspelt));
    return;
  }
  const shown = `Kibana shows ${quote(node.value ?? '')} as text`;
  const base = { code: 'guide-link', severity: 'warning', effect: 'note' } as const;
  if (url === '') {
    report({ ...base, span: whole, message: 'The link has no address.' });
    return;
  }
  report({
    ...base,
    span: losesWords ? whole : addressSpan(text, whole, url),
    message: losesWords
      ? `${shown} and drops the other words: it refuses the address.`
      : `${shown}: it refuses the address.`,
    help,
  });
}

/** Returns the address in a link, or the whole link if it has another form. */
function addressSpan(text: string, whole: Span, url: string): Span {
  const at = url === '' ? -1 : text.lastIndexOf(url, whole.end - url.length);
  return at >= whole.start ? { start: at, end: at + url.length } : whole;
}

interface MisspeltProtocol {
  readonly written: string;
  readonly replacement: string;
}

function misspeltFault(span: Span, { written, replacement }: MisspeltProtocol) {
  return {
    code: 'guide-link',
    severity: 'warning',
    span,
    message: `"${written}" is not the start of an address.`,
    fix: { title: `Replace with "${replacement}"`, edits: [{ span, text: replacement }] },
    effect: 'note',
  } as const;
}

/** Returns the misspelling of a protocol at the start of an address. */
function misspeltProtocol(address: string): MisspeltProtocol | undefined {
  const start = /^([a-z]{3,7})(:?\/{1,3})(?=\w)/i.exec(address);
  if (!start) return undefined;
  const [written, protocol, separator] = start as unknown as [string, string, string];
  const meant = ['https', 'http'].find((known) => editDistance(protocol.toLowerCase(), known, 1) <= 1);
  const exact = meant === protocol.toLowerCase() || protocol.toLowerCase() === 'http';
  if (meant === undefined || separator === '/' || (exact && separator === '://')) return undefined;
  const name = exact ? protocol.toLowerCase() : meant;
  return { written, replacement: `${name}://${address.slice(written.length)}` };
}
