import type { FunctionParameter, FunctionSignature } from '../../query/eql/functions.js';

/** Formats a function's signature in one line: `endsWith(source, suffix): boolean`. */
export function signatureText({ name, parameters, returns }: FunctionSignature): string {
  return `${name}(${parameters.map(parameterText).join(', ')}): ${returns}`;
}

function parameterText({ name, optional, repeated, kind }: FunctionParameter): string {
  return `${name}${optional ? '?' : ''}: ${kind}${repeated ? ', …' : ''}`;
}

/** Describes a function with its signature, as Markdown. */
export function functionMarkdown(signature: FunctionSignature): string {
  return `\`\`\`eql\n${signatureText(signature)}\n\`\`\`\n\n${functionMeaning(signature)}`;
}

/** Describes a function, including nulls and letter case, where its signature is already shown. */
export function functionMeaning(signature: FunctionSignature): string {
  const parts = [signature.summary];
  const constants = signature.parameters.filter(({ constant }) => constant).map(({ name }) => `\`${name}\``);
  if (constants.length > 0) parts.push(`${constants.join(' and ')} must be constant.`);
  if (!/null/i.test(signature.summary)) parts.push('Null when the first argument is null or missing.');
  parts.push(
    signature.caseInsensitiveForm
      ? `Case-sensitive; \`${signature.name}~\` ignores case.`
      : 'It has no form with `~`.',
  );
  return parts.join('\n\n');
}
