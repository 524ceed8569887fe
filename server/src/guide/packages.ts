import remarkParse from 'remark-parse-no-trim';
import rison from 'rison-node';
import unified from 'unified';

/**
 * Loads the packages that Kibana parses Markdown with. The bundles of the command line and of the server
 * replace this file with one that loads them on demand (scripts/build.mjs), because most runs never read a
 * guide.
 */
export function markdownPackages() {
  return { remarkParse, rison, unified };
}
