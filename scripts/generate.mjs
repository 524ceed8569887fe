/** Runs every generator whose output is missing or older than its inputs; `--force` runs them all. */
import { generators, isStale } from './generators.mjs';

const force = process.argv.includes('--force');
for (const generator of generators) {
  if (force || isStale(generator)) {
    const { default: generate } = await import(generator.script);
    await generate();
    console.log(`wrote ${generator.output}`);
  }
}
