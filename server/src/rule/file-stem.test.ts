import { expect, test } from 'vitest';
import { fileStem } from './file-stem.js';

test.each([
  [['Execution', 'Shell Started by a Web Server'], 'execution_shell_started_by_a_web_server'],
  [['', 'A "B" / C.'], 'a_b_c'],
  [['../..', 'a\\b:c*?<>|'], 'a_b_c'],
  [['', 'Zugriff auf Übersicht, größer als Straße'], 'zugriff_auf_ubersicht_grosser_als_strasse'],
  [['', 'Łódź i Ærø — œuvre'], 'lodz_i_aero_oeuvre'],
  [['Execution', 'Подозрительный йод'], 'execution_подозрительный_йод'],
  [['', '不審なプロセス 2'], '不審なプロセス_2'],
  [['', 'संदिग्ध प्रक्रिया'], 'संदिग्ध_प्रक्रिया'],
  [['', 'عملية مشبوهة'], 'عملية_مشبوهة'],
  [['', '!'], ''],
  [['', '🦀 crab'], 'crab'],
  [['', 'CON'], 'con_rule'],
  [['', 'nul'], 'nul_rule'],
  [['', 'Com1'], 'com1_rule'],
  [['', 'LPT9.'], 'lpt9_rule'],
  [['Impact', 'aux'], 'impact_aux'],
  [['', 'console'], 'console'],
])('%j: %s', (parts, stem) => {
  expect(fileStem(parts)).toBe(stem);
});

test.each([
  ['words', 'word '.repeat(100), Array(24).fill('word').join('_')],
  ['one word', 'x'.repeat(300), 'x'.repeat(120)],
  ['letters of several bytes', '不'.repeat(300), '不'.repeat(40)],
  ['letters of two units', '𠀀'.repeat(300), '𠀀'.repeat(30)],
])('a long title of %s is cut', (_, title, stem) => {
  expect(fileStem(['', title])).toBe(stem);
});
