import { today } from '../../../rule/schema-check/today.js';
import type { FieldsOption } from '../../../sigma/conversion/source.js';
import { createConverter } from '../../../sigma/convert-sigma.js';
import { readSigma } from '../../../sigma/parse/read-sigma.js';
import { longestText } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import type { Tool } from '../tool.js';

/** A tool that converts Sigma rules to Elastic rules. */
export const convertSigma: Tool = {
  name: 'convert_sigma',
  title: 'Convert a Sigma rule',
  description:
    'Converts a Sigma rule, or a correlation with its rules, to Elastic rules in EQL or ES|QL. What cannot be converted exactly is refused with a reason; fields without an equivalent are listed. Nothing is written.',
  input: (z) => ({
    sigma: z.string().min(1).max(longestText).describe('the YAML of the Sigma rule'),
    fields: z
      .enum(['auto', 'defend', 'winlogbeat'])
      .optional()
      .describe('which fields to use: auto uses every data source that has them'),
  }),
  run({ sigma, fields = 'auto' }) {
    const read = readSigma(String(sigma));
    if (read.kind === 'unreadable') throw new Refusal(`line ${read.line}: ${read.message}`);
    if (read.kind === 'other')
      throw new Refusal('this is not a Sigma rule: it has neither "detection" nor "correlation"');
    const { documents } = read;
    const converter = createConverter(documents, { fields: fields as FieldsOption, language: undefined });
    const dates = { creation: today(), updated: today() };
    return { rules: documents.map((document) => converter.convert(document, [], dates)) };
  },
};
