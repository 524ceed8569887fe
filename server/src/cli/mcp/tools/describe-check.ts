import { codePage, documentedCodes } from '../../../lint/documentation.js';
import { nearestNames } from '../../../text/nearest.js';
import { Refusal } from '../refusal.js';
import type { Tool } from '../tool.js';

/** A tool that returns the documentation page of a check. */
export const describeCheck: Tool = {
  name: 'describe_check',
  title: 'Describe a check',
  description:
    'Explains the code of a finding: what it means, why it matters, and examples of what to write.',
  input: (z) => ({ code: z.string().min(1).max(100).describe('code of a finding, such as field-unknown') }),
  run({ code }) {
    const page = codePage(String(code));
    if (page !== undefined) return { page };
    const near = nearestNames(String(code), documentedCodes).slice(0, 3);
    throw new Refusal(
      `unknown check "${String(code)}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''}`,
    );
  },
};
