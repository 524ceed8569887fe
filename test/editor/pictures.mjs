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
};
