import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './hardcoded-drive.js';

checkLint(lint, {
  'drive C': String.raw`
    process where process.executable : "c:\\a.exe"
                                       ^^^^^^^^^^^ "c:\a.exe" only matches on drive c.`,
  'any drive': String.raw`process where process.executable : "?:\\a.exe"`,
});
