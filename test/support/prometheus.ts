// A real Prometheus for tests: on a free port, with given targets and rules, asked over its HTTP API.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';

export interface Sample {
  readonly labels: Record<string, string>;
  readonly value: number;
}

export interface RunningPrometheus {
  /** Instant query; rejects with Prometheus' own message when the expression is refused. */
  query(expr: string): Promise<Sample[]>;
  /** Rules that Prometheus could not evaluate: name and error. */
  failedRules(): Promise<string[]>;
  /** Evaluations of the rule group that has been evaluated least. */
  evaluatedRules(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Path of a tool of Debian's package `prometheus`, which is installed when it is missing and this process may.
 * Throws an error that says what to do otherwise.
 */
export function prometheusTool(name: 'prometheus' | 'promtool'): string {
  const found = which(name);
  if (found !== undefined) return found;
  const advice = `${name} is missing: install it with "apt-get install prometheus"`;
  if (process.getuid?.() !== 0 || which('apt-get') === undefined) throw new Error(advice);
  console.log(`${name} is missing: installing Debian's package prometheus`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options = { env, stdio: 'pipe' } as const;
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'prometheus'], options);
  } catch (error) {
    throw new Error(`${advice}; trying it failed: ${(error as Error).message.split('\n')[0]}`, { cause: error });
  }
  const installed = which(name);
  if (installed === undefined) throw new Error(advice);
  return installed;
}

function which(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Scrapes `targets` (host:port) and evaluates `ruleFiles` every second, as the job `fulgur`. */
export async function startPrometheus(options: {
  readonly targets: readonly string[];
  readonly ruleFiles: readonly string[];
}): Promise<RunningPrometheus> {
  const tool = prometheusTool('prometheus');
  const folder = await mkdtemp(path.join(tmpdir(), 'fulgur-prometheus-'));
  const config = path.join(folder, 'prometheus.yml');
  await writeFile(
    config,
    stringify({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: options.ruleFiles,
      scrape_configs: [{ job_name: 'fulgur', honor_labels: true, static_configs: [{ targets: options.targets }] }],
    }),
  );
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    tool,
    [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-10_000);
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; !(await isReady(address)); attempt += 1) {
    if (attempt < 200 && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    await stop();
    throw new Error(`prometheus did not start:\n${output}`);
  }
  return { ...api(address), stop };
}

function api(address: string): Omit<RunningPrometheus, 'stop'> {
  const get = async (route: string, parameters: Record<string, string> = {}) => {
    const response = await fetch(`http://${address}/api/v1/${route}?${new URLSearchParams(parameters)}`);
    const body = (await response.json()) as { status: string; error?: string; data: never };
    if (body.status !== 'success') throw new Error(`${parameters['query'] ?? route}: ${body.error}`);
    return body.data;
  };
  const groups = async (): Promise<RuleGroup[]> => (await get('rules'))['groups'];
  return {
    async query(expr) {
      const { result, resultType } = (await get('query', { query: expr })) as QueryResult;
      if (resultType === 'scalar') return [{ labels: {}, value: Number(result[1]) }];
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    async failedRules() {
      const rules = (await groups()).flatMap((group) => group.rules);
      return rules.filter(({ health }) => health === 'err').map(({ name, lastError }) => `${name}: ${lastError}`);
    },
    async evaluatedRules() {
      const all = await groups();
      return all.filter((group) => !group.lastEvaluation.startsWith('0001')).length === all.length ? all.length : 0;
    },
  };
}

interface RuleGroup {
  readonly lastEvaluation: string;
  readonly rules: readonly { readonly name: string; readonly health: string; readonly lastError?: string }[];
}

type QueryResult =
  | { readonly resultType: 'scalar'; readonly result: readonly [number, string] }
  | {
      readonly resultType: 'vector';
      readonly result: readonly {
        readonly metric: Record<string, string>;
        readonly value: readonly [number, string];
      }[];
    };

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`http://${address}/-/ready`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
