import { describe, expect, test } from 'vitest';
import { parseToml } from '../toml/document.js';
import { isTable, type TomlTableValue } from '../toml/path.js';
import { expandGuide } from './expand.js';
import { settingsFault } from './settings.js';

/** Returns the transform of a rule; its tables have no prototype, so they cannot be converted to strings. */
function transformOf(toml: string): TomlTableValue {
  const { transform } = parseToml(toml).values;
  return isTable(transform) ? transform : {};
}

function faultOf(provider: string, keys = 'label = "a"'): string | undefined {
  const [settings] = transformOf(`[[transform.investigate]]\n${keys}\nproviders = [[${provider}]]`)
    .investigate as TomlTableValue[];
  return settingsFault('investigate', settings!)?.message;
}

describe('settings of the wrong type', () => {
  test('an integer that JSON.stringify refuses', () => {
    expect(faultOf('{ excluded = 99999999999999999999 }')).toContain('reads 100000000000000000000 as true');
  });

  test('a table', () => {
    expect(faultOf('{ queryType = {} }')).toContain('Unknown "queryType" {}');
    expect(faultOf('{ queryType = "phrase" }', 'label = "a"\ndescription = {}')).toBeUndefined();
  });
});

test('a guide expands an entry with an integer that JSON.stringify refuses', () => {
  const transform = transformOf('[[transform.osquery]]\nquery = 99999999999999999999');
  expect(expandGuide('$osquery_0', transform).text).toBe('!{osquery{"query":100000000000000000000}}');
});
