import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the reference data, or undefined if it is missing. */
export function referenceData(root) {
  return [process.env.RULEWRIGHT_SHARED, join(root, '../shared'), join(root, '.reference')].find(
    (place) => place && existsSync(join(place, 'cases')),
  );
}

/**
 * Returns a Python with a package, in a virtual environment below `folder`, or undefined if it cannot be
 * installed. RULEWRIGHT_PYTHON names a Python to use.
 *
 * @param judge the package with its version, and the name that it is imported by.
 */
export function pythonWith(folder, { judge, module }) {
  const environment = join(folder, '.cache/python');
  const own = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const works = () => spawnSync(own, ['-c', `import ${module}`]).status === 0;
  if (existsSync(own) && works()) return own;
  const isNewEnough = ['-c', 'import sys; sys.exit(sys.version_info < (3, 12))'];
  const python = [
    process.env.RULEWRIGHT_PYTHON ?? '',
    'python3.14',
    'python3.13',
    'python3.12',
    'python3',
    'python',
  ].find((name) => spawnSync(name, isNewEnough, { stdio: 'ignore' }).status === 0);
  if (!python) return undefined;
  mkdirSync(dirname(environment), { recursive: true });
  console.log(`installing ${judge} into ${folder}`);
  for (const args of [
    [python, '-m', 'venv', environment],
    [own, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', judge],
  ])
    if (spawnSync(args[0], args.slice(1), { stdio: 'inherit' }).status !== 0) return undefined;
  return works() ? own : undefined;
}

/** Sends values to a program as lines of JSON; returns the values that it prints. */
export async function askInLines(program, args, values) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  for (const value of values) child.stdin.write(`${JSON.stringify(value)}\n`);
  child.stdin.end();
  await new Promise((resolve) => child.on('close', resolve));
  return output.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
}
