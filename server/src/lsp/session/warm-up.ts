import { analyse } from '../../analysis/analyse.js';
import { completion } from '../../ide/completion/completion.js';
import { lint } from '../../lint/run.js';

/** Creates what the first rule would otherwise wait for: the parsers and the table of fields. */
export function warmUp(): void {
  const text = "[rule]\nlanguage = 'eql'\nquery = 'any where process.name : \"a\"'\n";
  const analysis = analyse(text);
  lint(analysis);
  completion(analysis, text.indexOf('name :'));
}
