import { describe, expect, it } from 'vitest';
import { atCursor, checkHover, completionsAt } from '../../../../test/helpers/check-ide.js';
import { analyse } from '../../analysis/analyse.js';
import { createInventory } from '../../fields/inventory/create-inventory.js';
import { signatureHelp } from '../structure/signature.js';
import { hover } from './hover.js';

describe('hover in a query', () => {
  it('tells of values that occur in the data', () => {
    const inventory = createInventory([
      {
        name: 'logs-doors-default',
        kind: 'index',
        documents: 5_000,
        fields: new Map([
          [
            'door.state',
            {
              type: 'keyword',
              documents: 5_000,
              values: new Map([
                ['Open', 4_000],
                ['half `open`', 1_000],
              ]),
            },
          ],
        ]),
      },
    ]);
    const text = `[rule]\nlanguage = "eql"\nindex = ["logs-*"]\nquery = 'any where door.state == "a"'\n`;
    const found = hover(analyse(text, { inventory }), text.indexOf('state'));
    expect(found?.markdown).toContain('In the data: `Open` (4,000), half \\`open\\` (1,000)');
    expect(found?.markdown).toContain('source: learned from data');
  });

  it('tells of fields', () => {
    checkHover('process where process.na$0me == "a"', 'process.name', [
      '`keyword`',
      'Process name',
      '`==` and `in` are case-sensitive',
    ]);
    checkHover('process where source.$0ip == "10.0.0.1"', 'source.ip', ['`ip`', 'cidrMatch']);
    checkHover('process where ?process.$0name == "a"', '?process.name', ['`keyword`']);
    checkHover('sequence by host$0.id [process where true] [network where true]', 'host.id', ['`keyword`']);
    checkHover(
      'process where process.entry_leader.entry_meta.$0type == "x"',
      'process.entry_leader.entry_meta.type',
      ['Common values', '`kubelet`'],
    );
    checkHover('file where event.out$0come == "success"', 'event.outcome', ['Allowed values', '`failure`']);
    checkHover('process where process.command_line.te$0xt : "a"', 'process.command_line.text', [
      'EQL refuses it',
    ]);
    checkHover('process where proces.$0name == "a"', 'proces.name', ['Did you mean', '`process.name`']);
    checkHover('process where my_vendor.$0thing == "a"', 'my_vendor.thing', ['its type is unknown']);
  });

  it('tells of functions, with null and case', () => {
    checkHover('process where ends$0With(process.name, "x")', 'endsWith', [
      'endsWith(source: string, suffix: string): boolean',
      '`endsWith~`',
      'Null when',
    ]);
    checkHover('process where CIDR$0MATCH(source.ip, "10.0.0.0/8")', 'CIDRMATCH', [
      '`block` must be constant',
    ]);
  });

  it('shows a signature once: what stands beside it does not repeat it', () => {
    const signature = 'endsWith(source: string, suffix: string): boolean';
    const written = atCursor('process where ends$0With(process.name, "x")');
    expect(hover(written.analysis, written.offset)?.markdown.split(signature)).toHaveLength(2);
    const inCall = atCursor('process where endsWith($0process.name, "x")');
    const help = signatureHelp(inCall.analysis, inCall.offset);
    expect(help?.label).toBe(signature);
    expect(help?.documentation).not.toContain('endsWith(');
    const item = completionsAt('process where ends$0').items.find(({ label }) => label === 'endsWith');
    expect(item?.detail).toBe('(source: string, suffix: string): boolean');
    expect(item?.documentation).not.toContain('endsWith(');
  });

  it('tells of categories, values, words and operators', () => {
    checkHover('pro$0cess where true', 'process', ['event.category', 'event.type']);
    checkHover('process where event.type == "sta$0rt"', '"start"', ['`event.type`']);
    checkHover('process where event.type in ("end", "sta$0rt")', '"start"', ['`event.type`']);
    checkHover('sequence with max$0span=1m [any where true] [any where true]', 'maxspan', ['longest time']);
    checkHover('process where process.name $0: "a"', ':', ['ignores case']);
    checkHover('process where process.name i$0n~ ("a")', 'in~', ['ignoring case']);
    checkHover('process where process.name == "noth$0ing known"', undefined);
  });

  it('works in a query that is not finished', () => {
    checkHover('process where process.na$0me == "a" and', 'process.name', ['`keyword`']);
    checkHover('sequence by host.id [process where process.na$0me', 'process.name', ['`keyword`']);
  });
});

describe('hover outside the query', () => {
  it('tells of keys and headers', () => {
    checkHover('[rule]\nmax_si$0gnals = 100\n', 'max_signals', ['whole number', 'Maximum number of alerts']);
    checkHover('[rule]\ntype = "eql"\n[[rule.thr$0eat]]\nframework = "MITRE ATT&CK"\n', 'threat', ['MITRE']);
    checkHover('[metadata]\nmat$0urity = "production"\n', 'maturity', ['`development`']);
    checkHover('[rule]\nnobody_knows$0 = 1\n', undefined);
  });

  it('says how often a rule runs and how far it looks back', () => {
    checkHover('[rule]\nfrom = "now$0-9m"\ninterval = "5m"\n', '"now-9m"', [
      'Looks back 9 minutes, runs every 5 minutes.',
    ]);
    checkHover('[rule]\ninter$0val = "1h"\n', 'interval', ['Looks back 6 minutes, runs every hour.']);
    checkHover('[rule]\nfrom = "2026$0-01-01"\n', undefined);
  });

  it('names tactics and techniques', () => {
    checkHover('[rule]\n[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0$0002"\n', '"TA0002"', ['Execution']);
    checkHover('[rule]\n[[rule.threat]]\n[[rule.threat.technique]]\nid = "T1$0059"\n', '"T1059"', [
      'Command and Scripting Interpreter',
      'https://attack.mitre.org/techniques/T1059/',
    ]);
  });

  it('tells of the values of enumerations, the risk score and named fields', () => {
    checkHover('[rule]\nseverity = "hi$0gh"\n', '"high"', ['48 to 73']);
    checkHover('[rule]\nrisk_score = 7$03\n', '73', ['`high`']);
    checkHover('[rule]\ntimestamp_override = "event.inge$0sted"\n', '"event.ingested"', ['`date`']);
  });
});

it('KQL: a field', () => {
  checkHover('type = "query"\nlanguage = "kuery"\nquery = \'process.na$0me: a\'', 'process.name', [
    'keyword',
  ]);
});

it('the code of a check that is ignored', () => {
  checkHover(
    'process where\n  // rulewright-ignore wildcard-in-$0exact\n  process.name == "a*"',
    'wildcard-in-exact',
    ['Wildcard in an exact comparison'],
  );
});
