import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Color {
  readonly id: string;
  readonly defaults: Readonly<Record<string, string>>;
}

/** Editor backgrounds of VS Code's default themes. */
const backgrounds: Readonly<Record<string, string>> = {
  dark: '#1F1F1F',
  light: '#FFFFFF',
  highContrast: '#000000',
  highContrastLight: '#FFFFFF',
};

/** Returns the relative luminance of a colour (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((first, second) => first - second);
  return (light! + 0.05) / (dark! + 0.05);
}

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  contributes: { colors: readonly Color[] };
};

it.each(contributes.colors)('$id has enough contrast for text in each default theme', ({ defaults }) => {
  expect(Object.keys(defaults).sort()).toEqual(Object.keys(backgrounds).sort());
  for (const [theme, background] of Object.entries(backgrounds))
    expect(contrast(defaults[theme]!, background), theme).toBeGreaterThan(4.5);
});
