/** Starts a search engine with real Lucene from the jars of pom.xml; the jars are kept in Maven's own cache. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const cache = join(folder, '../.cache');
const startTimeout = 120_000;

/** Runs a program; returns its output, or undefined if it is missing or fails. */
function outputOf(program, args, timeout) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout });
  return status === 0 ? `${stdout}${stderr}` : undefined;
}

/** Returns the engine's class path, from the cache if pom.xml is unchanged, or what is missing. */
function classPath() {
  const pom = join(folder, 'pom.xml');
  const file = join(cache, 'classpath.txt');
  const isCurrent = existsSync(file) && statSync(file).mtimeMs > statSync(pom).mtimeMs;
  if (isCurrent) {
    const jars = readFileSync(file, 'utf8').trim();
    if (jars.split(delimiter).every((jar) => existsSync(jar))) return { jars };
  }
  if (outputOf('mvn', ['--version'], 60_000) === undefined) return { needs: 'Maven' };
  mkdirSync(cache, { recursive: true });
  const args = ['-q', '-B', '-f', pom, 'dependency:build-classpath', `-Dmdep.outputFile=${file}`];
  if (outputOf('mvn', args, 600_000) === undefined)
    return { needs: 'a package registry: Maven cannot fetch the jars of test/engine/node/pom.xml' };
  return { jars: readFileSync(file, 'utf8').trim() };
}

/** Compiles the program that starts the engine, unless that is done; returns what is missing, if anything. */
function compiled(jars) {
  const version = /version "(\d+)/.exec(outputOf('java', ['-version'], 60_000) ?? '')?.[1];
  if (Number(version ?? 0) < 17) return { needs: 'Java 17' };
  const source = join(folder, 'EngineNode.java');
  const classes = join(cache, `classes-${version}`);
  const result = join(classes, 'EngineNode.class');
  if (existsSync(result) && statSync(result).mtimeMs > statSync(source).mtimeMs) return { classes };
  mkdirSync(classes, { recursive: true });
  const args = ['-proc:none', '-nowarn', '-cp', jars, '-d', classes, source];
  return outputOf('javac', args, 120_000) === undefined ? { needs: 'a Java compiler (JDK 17)' } : { classes };
}

/**
 * Starts the engine on a free port of the loopback address. Returns its address and a function to stop it, or
 * what is missing. The engine also stops when this program ends.
 */
export async function startNode() {
  const { jars, needs: missing } = classPath();
  if (missing) return { needs: missing };
  const { classes, needs } = compiled(jars);
  if (needs) return { needs };
  const data = mkdtempSync(join(tmpdir(), 'rulewright-engine-'));
  const child = spawn('java', ['-Xmx1g', '-cp', [classes, jars].join(delimiter), 'EngineNode', data], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors = `${errors}${text}`.slice(-4_000);
  });
  const closed = new Promise((resolve) => child.on('close', resolve));
  const stop = async () => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await closed;
    clearTimeout(timer);
    rmSync(data, { recursive: true, force: true });
  };
  const port = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), startTimeout);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const found = /^port (\d+)$/m.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.on('close', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
  if (port !== undefined) return { url: `http://127.0.0.1:${port}`, stop };
  child.kill('SIGKILL');
  await stop();
  throw new Error(`the engine did not start: ${errors}`);
}
