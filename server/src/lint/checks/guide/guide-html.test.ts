import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-html.js';

const said = (tag: string): string => `Kibana drops "${tag}": it reads this as HTML.`;

checkLint(lint, {
  'words in brackets': `
    note = '''
    Run it as <user name> on <host>.
              ^^^^^^^^^^^ ${said('<user name>')}
                             ^^^^^^ ${said('<host>')}
    '''`,
  'one finding for both tags': `
    note = '''
    This is <b>bold</b>.
            ^^^ ${said('<b>')}
    '''`,
  'a block, in the setup': `
    setup = '''
    text
    <div>lost</div>
    ^^^^^^^^^^^^^^^ Kibana drops "<div>lost</div>" with everything in this block: it reads this as HTML.
    '''`,
  'code, comments, comparisons and names that no tag can have':
    "note = '''\n`<host>`, <!-- x --> a < b, a_<b_c>, <a.b> and &lt;c&gt;\n\n```\n<d>\n```\n'''",
});
