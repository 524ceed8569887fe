import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-broken.js';

const broken = 'Kibana shows the source of the whole guide as plain text:';

checkLint(lint, {
  'a missing brace': `
    note = '''
    **Look** here.

    !{osquery{"query":"SELECT 1"}
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${broken} the last brace of "!{osquery" is missing.
    '''`,
  'a bracket before a Timeline link': `
    note = '''
    See [this] and [that](https://k.example/timelines?timeline=(id:'a')).
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${broken} "[this]" precedes a Timeline link in the same paragraph without a "(" after it.
    '''`,
  'a tooltip without a text, in the setup': `
    setup = '''
    Hover !{tooltip[here]} now.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${broken} no "(" follows "[…]" of "!{tooltip".
    '''`,
  'a last brace that is not needed': `
    note = '''
    See !{investigate{"label":"a","providers":[[{"field":"a","queryType":"exists"}]]}

    Next.
    '''`,
  code: "note = '''\n```\n!{osquery{\n```\n'''",
});
