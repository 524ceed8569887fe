import { afterEach, expect, it } from 'vitest';
import type { SystemName } from './bundles.js';
import { type SimulatedSystem, simulate } from './simulated-system.js';

let system: SimulatedSystem | undefined;
afterEach(() => system?.remove());

const nfc = 'Überwachung';
const nfd = nfc.normalize('NFD');

interface Case {
  readonly system: SystemName;
  readonly project: string;
  /** Spellings of the same file. */
  readonly same: readonly (readonly string[])[];
}

const cases: readonly Case[] = [
  {
    system: 'windows',
    project: 'C:\\Users\\Long name\\Rules',
    same: [
      [
        'C:\\Users\\Long name\\Rules\\a.toml',
        'c:\\users\\LONG NAME\\rules\\A.TOML',
        'C:/Users/Long name/Rules/a.toml',
        'C:\\Users\\LONGNA~1\\Rules\\a.toml',
        '\\\\?\\C:\\Users\\Long name\\Rules\\a.toml',
        'a.toml',
        '.\\A.toml',
        'linked\\a.toml',
      ],
      ['b.toml', 'B.TOML'],
      ['new\\c.toml', 'C:\\users\\long name\\Rules\\New\\C.toml'],
      [`${nfc}.toml`, `${nfc.toLowerCase()}.toml`],
      [`${nfd}.toml`],
    ],
  },
  {
    system: 'windows',
    project: '\\\\server\\share\\rules',
    same: [
      [
        '\\\\server\\share\\rules\\a.toml',
        '\\\\SERVER\\Share\\Rules\\A.toml',
        '//server/share/rules/a.toml',
        '\\\\?\\UNC\\server\\share\\rules\\a.toml',
        'a.toml',
      ],
      ['C:\\server\\share\\rules\\a.toml'],
    ],
  },
  {
    system: 'macos',
    project: '/Users/x/Rules',
    same: [
      ['/Users/x/Rules/a.toml', '/users/X/rules/A.TOML', 'a.toml', 'linked/a.toml'],
      [`${nfd}.toml`, `${nfc}.toml`, `${nfc.toLowerCase()}.toml`],
      ['new/c.toml', 'New/C.toml'],
      ['back\\slash.toml', 'Back\\slash.toml'],
      ['back/slash.toml'],
    ],
  },
  {
    system: 'macos-case-sensitive',
    project: '/Users/x/Rules',
    same: [['/Users/x/Rules/a.toml', 'a.toml', 'linked/a.toml'], ['A.toml'], [`${nfd}.toml`, `${nfc}.toml`]],
  },
];

it.each(cases)(
  '$system, $project: all spellings of a file have one key',
  async ({ system: name, project, same }) => {
    system = await simulate(name, project, { 'a.toml': '', 'b.toml': '', [`${nfd}.toml`]: '' });
    system.link('linked', '.');
    const keys = same.map((spellings) => new Set(system!.keys(spellings).map(({ key }) => key)));
    expect(keys.map(({ size }) => size)).toEqual(same.map(() => 1));
    expect(new Set(keys.flatMap((key) => [...key])).size).toBe(same.length);
  },
);

it.each<[SystemName, string, string]>([
  [
    'windows',
    'C:\\Users\\Jörg\\R&D (neu)+x\\a.toml',
    'file:///c%3A/Users/J%C3%B6rg/R%26D%20%28neu%29%2Bx/a.toml',
  ],
  ['windows', '\\\\Server\\share\\a b.toml', 'file://server/share/a%20b.toml'],
  ['windows', '\\\\wsl$\\Ubuntu\\a.toml', 'file://wsl%24/Ubuntu/a.toml'],
  [
    'macos',
    "/Users/x/R&D (neu)+x/!$'*,;=@#?[]~_-.toml",
    'file:///Users/x/R%26D%20%28neu%29%2Bx/%21%24%27%2A%2C%3B%3D%40%23%3F%5B%5D~_-.toml',
  ],
  ['macos', '/Users/x/a\\b.toml', 'file:///Users/x/a%5Cb.toml'],
])('%s: the URI of %s is as VS Code writes it', async (name, path, uri) => {
  system = await simulate(name, name === 'windows' ? 'C:\\x' : '/x', {});
  expect(system.keys([path])[0]?.uri).toBe(uri);
});
