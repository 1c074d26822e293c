import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Registry } from 'prom-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { busMetrics, countRestarts, processMetrics } from '../../lib/telemetry/metrics.ts';
import { GrpcMetrics } from '../../lib/wire/grpc-metrics.ts';
import { routerConfig } from '../../services/router/config.ts';
import {
  dashboardExpressions,
  prometheusFolder,
  readDashboards,
  readRules,
  ruleExpressions,
  ruleFiles,
} from '../support/dashboards.ts';
import { build, type Manifest } from '../support/kustomize.ts';
import { prometheusTool } from '../support/prometheus.ts';

const root = path.resolve(import.meta.dirname, '../..');
const METRICS = {
  router: 'routerMetrics',
  attention: 'attentionMetrics',
  'expert-shard': 'expertShardMetrics',
  'kv-store': 'kvStoreMetrics',
  guard: 'guardMetrics',
};
/** Labels that scraping adds. */
const ADDED_LABELS = ['service', 'instance', 'job'];

/** Every series name that a process can expose, with its labels. */
async function exposedSeries(): Promise<Map<string, readonly string[]>> {
  const registry = new Registry();
  processMetrics(registry).close();
  busMetrics(registry, { connected: true, droppedEvents: 0 });
  countRestarts(registry);
  new GrpcMetrics(registry);
  for (const [service, name] of Object.entries(METRICS)) {
    const module = await import(path.join(root, 'services', service, 'metrics.ts'));
    // kv-store asks whether it has a disk tier, which has a metric of its own; the others take no second argument.
    module[name](registry, true);
  }
  const { placementMetrics } = await import(path.join(root, 'services/router/placement/metrics.ts'));
  placementMetrics(registry);
  const series = new Map<string, readonly string[]>();
  for (const metric of registry.getMetricsAsArray() as (Metric & { labelNames?: string[] })[]) {
    const labels = [...(metric.labelNames ?? []), ...ADDED_LABELS];
    const histogram = String(metric.type) === 'histogram';
    if (histogram) series.set(`${metric.name}_bucket`, [...labels, 'le']);
    for (const suffix of histogram ? ['_sum', '_count'] : ['']) series.set(metric.name + suffix, labels);
  }
  return series;
}

interface Metric {
  readonly name: string;
  readonly type: unknown;
}

/** Metric names in an expression, with the labels that selectors ask of them. */
function selectors(expr: string): { name: string; labels: string[] }[] {
  const withoutStrings = expr.replace(/"[^"]*"/g, '""');
  return [...withoutStrings.matchAll(/([a-z_:][a-z0-9_:]*)(?:\{([^}]*)\})?/gi)]
    .filter(([, name]) => /^(fulgur|process|nodejs)_|:/.test(name!))
    .map(([, name, inner]) => ({
      name: name!,
      labels: (inner ?? '').split(',').flatMap((part) => /^\s*(\w+)/.exec(part)?.[1] ?? []),
    }));
}

describe('queries of dashboards, rules and alerts', () => {
  let series: Map<string, readonly string[]>;
  const recorded = new Set(readRules().flatMap(({ record }) => record ?? []));
  const expressions = [...dashboardExpressions('1m'), ...ruleExpressions()];

  beforeAll(async () => {
    series = await exposedSeries();
  });

  it('ask for series that the services expose or a rule records, by labels that they have', () => {
    expect(expressions.length).toBeGreaterThan(60);
    for (const { where, expr } of expressions) {
      for (const { name, labels } of selectors(expr)) {
        if (recorded.has(name)) continue;
        expect([...series.keys()], `${where}: ${name}`).toContain(name);
        expect(series.get(name), `${where}: ${name}`).toEqual(expect.arrayContaining(labels));
      }
    }
  });

  it('take rates of counters and buckets only', () => {
    for (const { where, expr } of expressions) {
      for (const [, name] of expr.matchAll(/(?:rate|increase)\((\w+)/g)) {
        expect(name, where).toMatch(/_(total|bucket|sum|count)$/);
      }
    }
  });

  it('use every metric of the services at least once', () => {
    const used = new Set(
      expressions.flatMap(({ expr }) => selectors(expr).map(({ name }) => name.replace(/_(bucket|sum|count)$/, ''))),
    );
    const own = [...series.keys()]
      .filter((name) => name.startsWith('fulgur_'))
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    expect(own.filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('dashboards', () => {
  const dashboards = readDashboards();

  it('have the four subjects, each under a uid that is its file name', () => {
    expect(dashboards.map(({ file }) => file).sort()).toEqual([
      'experts.json',
      'guard.json',
      'kv-cache.json',
      'overview.json',
    ]);
    for (const { file, dashboard } of dashboards) expect(`${dashboard.uid}.json`).toBe(`fulgur-${file}`);
  });

  it('let the viewer choose the data source, and use no other', () => {
    for (const { dashboard } of dashboards) {
      expect(dashboard.templating.list).toMatchObject([{ name: 'datasource', type: 'datasource' }]);
      for (const panel of dashboard.panels.filter(({ type }) => type !== 'row')) {
        expect(panel.datasource, panel.title).toEqual({
          type: 'prometheus',
          uid: expect.stringMatching(/^\$\{datasource\}$/),
        });
      }
    }
  });

  it('give every panel a title, a unit, queries and a place of its own', () => {
    for (const { dashboard } of dashboards) {
      expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
      const taken = new Set<string>();
      for (const { title, type, fieldConfig, targets, gridPos } of dashboard.panels) {
        expect(title).not.toBe('');
        if (type !== 'row') {
          expect(fieldConfig?.defaults.unit, title).toBeTypeOf('string');
          expect(targets?.length, title).toBeGreaterThan(0);
        }
        expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
            expect(taken.has(`${x},${y}`), `${title} overlaps`).toBe(false);
            taken.add(`${x},${y}`);
          }
        }
      }
    }
  });
});

describe('alerts', () => {
  it('say how bad it is, what happened and what to do', () => {
    for (const { alert, labels, annotations } of readRules().filter((rule) => rule.alert !== undefined)) {
      expect(alert).toMatch(/^Fulgur/);
      expect(['page', 'ticket'], alert).toContain(labels?.['severity']);
      expect(annotations?.['summary'], alert).toBeTruthy();
      expect(annotations?.['description'], alert).toBeTruthy();
    }
  });
});

describe('deploy/prometheus', () => {
  const configs = readdirSync(prometheusFolder).filter((file) => file.startsWith('prometheus.'));

  it('passes promtool', () => {
    const promtool = prometheusTool('promtool');
    expect(execFileSync(promtool, ['check', 'rules', ...ruleFiles], { encoding: 'utf8' })).toContain('SUCCESS');
    const folder = mkdtempSync(path.join(tmpdir(), 'fulgur-promtool-'));
    try {
      for (const file of configs) {
        const config = parse(readFileSync(path.join(prometheusFolder, file), 'utf8'));
        config.rule_files = config.rule_files.map((rules: string) => path.join(prometheusFolder, rules));
        // Debian builds promtool without the discovery of Kubernetes; the test below looks at that part.
        for (const scrape of config.scrape_configs) delete scrape.kubernetes_sd_configs;
        writeFileSync(path.join(folder, file), stringify(config));
        expect(execFileSync(promtool, ['check', 'config', path.join(folder, file)], { encoding: 'utf8' })).toContain(
          'SUCCESS',
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('lets the services name themselves, and uses every rule file', () => {
    expect(configs.sort()).toEqual(['prometheus.kubernetes.yml', 'prometheus.yml']);
    for (const file of configs) {
      const { scrape_configs: scrapes, rule_files: rules } = parse(
        readFileSync(path.join(prometheusFolder, file), 'utf8'),
      );
      expect(scrapes).toMatchObject([{ job_name: 'fulgur', honor_labels: true }]);
      expect(rules.sort()).toEqual(ruleFiles.map((rule) => path.basename(rule)).sort());
    }
  });

  it('scrapes the embedded cluster where it serves its metrics', () => {
    const { scrape_configs: scrapes } = parse(readFileSync(path.join(prometheusFolder, 'prometheus.yml'), 'utf8'));
    const { host, httpPort } = routerConfig.parse({ model: 'any.gguf' });
    expect(scrapes[0].static_configs).toEqual([{ targets: [`${host}:${httpPort}`] }]);
  });

  it('discovers exactly the pods of the services, by labels and a port name of the manifests', () => {
    const { scrape_configs: scrapes } = parse(
      readFileSync(path.join(prometheusFolder, 'prometheus.kubernetes.yml'), 'utf8'),
    );
    const manifests = build(path.join(root, 'deploy/k8s/base'));
    const [{ kubernetes_sd_configs: discovery, relabel_configs: relabel }] = scrapes;
    expect(discovery).toEqual([{ role: 'pod', namespaces: { names: [manifests[0].metadata.name] } }]);
    const keep = relabel.filter(({ action }: Manifest) => action === 'keep');
    const meta = (pod: Manifest, port: string): Record<string, string> => ({
      ...Object.fromEntries(
        Object.entries(pod.metadata.labels).map(([name, value]) => [
          `__meta_kubernetes_pod_label_${name.replace(/\W/g, '_')}`,
          String(value),
        ]),
      ),
      __meta_kubernetes_pod_container_port_name: port,
    });
    const scraped = manifests
      .filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind))
      .flatMap(({ metadata, spec }) =>
        spec.template.spec.containers[0].ports
          .filter(({ name }: Manifest) =>
            keep.every(({ source_labels: [label], regex }: Manifest) => meta(spec.template, name)[label] === regex),
          )
          .map(({ containerPort }: Manifest) => `${metadata.name}:${containerPort}`),
      );
    expect(scraped.sort()).toEqual(
      ['attention', 'expert-shard', 'guard', 'kv-store', 'router'].map((name) => `${name}:9464`),
    );
  });
});
