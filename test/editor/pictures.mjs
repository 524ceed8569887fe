/**
 * The pictures of the documentation in `docs/images`, each with its scene in screenshots.mjs or
 * browser-pictures.mjs.
 */
export const pictures = {
  'problem-and-lenses.png': '02-hover-problem',
  'failed-test.png': '10-test-failure',
  'proof.png': '10d-proof-actions',
  'guide.png': '11-guide',
  'stack-diff.png': '11i-stack-diff',
  'sequence.png': '12-sequence',
  'matrix.png': '11k-matrix',
  'coverage.png': '11l-coverage',
  'browser.png': '14-browser',
  'playground.png': '15-playground',
  'theme-dark.png': 'theme-dark-rules',
  'theme-light.png': 'theme-light-rules',
  'theme-high-contrast.png': 'theme-high-contrast-rules',
  'theme-high-contrast-light.png': 'theme-high-contrast-light-rules',
};

/** The default themes of VS Code by the prefix of their scenes in theme-pictures.mjs. */
export const themes = {
  'theme-dark': 'Default Dark Modern',
  'theme-light': 'Default Light Modern',
  'theme-high-contrast': 'Default High Contrast',
  'theme-high-contrast-light': 'Default High Contrast Light',
};
