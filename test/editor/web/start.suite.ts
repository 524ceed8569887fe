import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually, fileUri, open } from '../suite/helpers.js';

describe('the language server in a browser', () => {
  it('starts with the first rule', async () => {
    await open('rules/misspelt.toml');
    await eventually('a finding', () => {
      const found = vscode.languages.getDiagnostics(fileUri('rules/misspelt.toml'));
      return found.some(({ source }) => source === 'rulewright');
    });
  });
});
