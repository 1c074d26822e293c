import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { build, type Manifest, unlistedFiles } from '../support/kustomize.ts';
import { findNatsServer } from '../support/nats-server.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folders = { base: 'deploy/k8s/base', production: 'deploy/k8s/overlays/production' };
const SERVICES = ['router', 'attention', 'expert-shard', 'kv-store', 'guard'];
const GRPC = 50051;
const ADMIN = 9464;
const HTTP = 8080;

/** The module of `kubernetes-models` that knows `apiVersion`. */
const modelModule = (apiVersion: string): string => `kubernetes-models/${apiVersion}`;

/** Lists of objects sorted by what names their items: their order says nothing. */
function inOrder(value: Manifest): Manifest {
  const key = (item: Manifest): string => `${item.kind} ${item.metadata?.name ?? item.name ?? item.mountPath}`;
  if (Array.isArray(value)) {
    const items = value.map(inOrder);
    return typeof items[0] === 'object' ? items.sort((a, b) => key(a).localeCompare(key(b))) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inOrder(inner)]));
}

describe.each(Object.entries(folders))('deploy/k8s %s', (_name, folder) => {
  const manifests = build(path.join(root, folder));
  const ofKind = (...kinds: string[]): Manifest[] => manifests.filter(({ kind }) => kinds.includes(kind));
  const named = (kind: string, name: string): Manifest =>
    manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  const workloads = ofKind('Deployment', 'StatefulSet');
  const containerOf = (workload: Manifest): Manifest => workload.spec.template.spec.containers[0];
  const portOf = (workload: Manifest, port: string | number): number | undefined =>
    containerOf(workload).ports.find(({ name, containerPort }: Manifest) => [name, containerPort].includes(port))
      ?.containerPort;
  const selected = (matchLabels: Record<string, string>): Manifest[] =>
    workloads.filter(({ spec }) =>
      Object.entries(matchLabels).every(([key, value]) => spec.template.metadata.labels[key] === value),
    );

  it('names every file of its folder', () => {
    expect(unlistedFiles(path.join(root, folder))).toEqual([]);
  });

  it('satisfies the schemas of Kubernetes', async () => {
    for (const manifest of manifests) {
      const models = await import(modelModule(manifest.apiVersion));
      const what = `${manifest.kind} ${manifest.metadata.name}`;
      expect(models[manifest.kind], what).toBeTypeOf('function');
      expect(() => new models[manifest.kind](manifest).validate(), what).not.toThrow();
    }
  });

  it('has no field that Kubernetes does not know', () => {
    const scratch = path.join(root, 'node_modules/.cache/fulgur-manifests', path.basename(folder));
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    const lines = manifests.map(({ ...manifest }, index) => {
      const type = `import('${modelModule(manifest.apiVersion)}').I${manifest.kind}`;
      return `export const m${index}: ${type} = ${JSON.stringify(manifest)};`;
    });
    const file = path.join(scratch, 'manifests.ts');
    writeFileSync(file, lines.join('\n'));
    const tsc = path.join(root, 'node_modules/.bin/tsc');
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      '',
    ];
    const { stdout, status } = spawnSync(tsc, [...options, '--ignoreConfig', file], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('is what kubectl makes of it', (context) => {
    if (spawnSync('kubectl', ['version', '--client']).status !== 0) context.skip('kubectl is not installed');
    const printed = execFileSync('kubectl', ['kustomize', path.join(root, folder)], { encoding: 'utf8' });
    expect(inOrder(manifests)).toEqual(inOrder(parseAllDocuments(printed).map((document) => document.toJS())));
  });

  it('runs every service and NATS, each under its own account without a token', () => {
    expect(workloads.map(({ metadata }) => metadata.name).sort()).toEqual([...SERVICES, 'nats'].sort());
    for (const { metadata, spec } of workloads) {
      expect(spec.template.spec.serviceAccountName).toBe(metadata.name);
      expect(spec.template.spec.automountServiceAccountToken).toBe(false);
      expect(named('ServiceAccount', metadata.name).automountServiceAccountToken).toBe(false);
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    }
  });

  it('meets the restricted pod security standard, with a read-only root', () => {
    for (const workload of workloads) {
      const { spec } = workload.spec.template;
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(spec.securityContext.runAsUser).toBeGreaterThan(0);
      expect(spec.containers).toHaveLength(1);
      expect(containerOf(workload).securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('asks for cpu and memory, and bounds memory', () => {
    for (const workload of workloads) {
      const { requests, limits } = containerOf(workload).resources;
      expect(requests, workload.metadata.name).toMatchObject({ cpu: expect.anything(), memory: expect.anything() });
      expect(limits.memory, workload.metadata.name).toBeDefined();
    }
  });

  it('mounts only volumes that it declares, and models read-only', () => {
    for (const { spec, metadata } of workloads) {
      const declared = [
        ...spec.template.spec.volumes,
        ...(spec.volumeClaimTemplates ?? []).map((c: Manifest) => c.metadata),
      ];
      for (const mount of spec.template.spec.containers[0].volumeMounts) {
        expect(
          declared.map(({ name }) => name),
          metadata.name,
        ).toContain(mount.name);
        if (mount.name === 'models') expect(mount.readOnly).toBe(true);
      }
      for (const volume of spec.template.spec.volumes) {
        const claim = volume.persistentVolumeClaim?.claimName;
        if (claim !== undefined) expect(named('PersistentVolumeClaim', claim)).toBeDefined();
        const config = volume.configMap?.name;
        if (config !== undefined) expect(named('ConfigMap', config)).toBeDefined();
      }
    }
  });

  it('probes ports that containers have, and the paths that services answer', () => {
    for (const name of SERVICES) {
      const workload = workloads.find(({ metadata }) => metadata.name === name);
      const { startupProbe, readinessProbe, livenessProbe } = containerOf(workload);
      expect(startupProbe.httpGet).toEqual({ path: '/healthz', port: 'admin' });
      expect(livenessProbe.httpGet).toEqual({ path: '/healthz', port: 'admin' });
      expect(readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'admin' });
      expect(portOf(workload, 'admin')).toBe(ADMIN);
      expect(portOf(workload, 'grpc')).toBe(GRPC);
      expect(portOf(workload, 'http')).toBe(name === 'router' ? HTTP : undefined);
    }
    const nats = containerOf(named('StatefulSet', 'nats'));
    for (const probe of [nats.startupProbe, nats.readinessProbe, nats.livenessProbe]) {
      expect(portOf(named('StatefulSet', 'nats'), probe.httpGet.port)).toBe(8222);
    }
  });

  it('gives pods longer to end than they take to drain', () => {
    for (const name of SERVICES) {
      const { spec } = workloads.find(({ metadata }) => metadata.name === name).spec.template;
      const { env, lifecycle } = spec.containers[0];
      const drainMs = Number(env.find((variable: Manifest) => variable.name === 'FULGUR_DRAIN_TIMEOUT_MS').value);
      const pauseMs = 1000 * Number(lifecycle?.preStop.exec.command[1] ?? 0);
      expect(spec.terminationGracePeriodSeconds * 1000, name).toBeGreaterThan(drainMs + pauseMs);
    }
  });

  it('has Services that select pods and name their ports; every StatefulSet has its headless one', () => {
    for (const { metadata, spec } of ofKind('Service')) {
      const targets = selected(spec.selector);
      expect(targets, metadata.name).toHaveLength(1);
      for (const { port, targetPort } of spec.ports) expect(portOf(targets[0], targetPort), metadata.name).toBe(port);
    }
    for (const { metadata, spec } of ofKind('StatefulSet')) {
      expect(named('Service', spec.serviceName)?.spec, metadata.name).toMatchObject({
        clusterIP: 'None',
        selector: spec.selector.matchLabels,
      });
    }
    expect(named('Service', 'nats').spec.ports[0].port).toBe(4222);
    expect(named('ConfigMap', 'fulgur').data.FULGUR_NATS_URL).toBe('nats://nats:4222');
  });

  it('configures NATS with what nats-server accepts', () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'fulgur-nats-conf-'));
    try {
      const file = path.join(scratch, 'nats.conf');
      writeFileSync(file, named('ConfigMap', 'nats').data['nats.conf'].replace('/data', scratch));
      const env = { ...process.env, POD_NAME: 'nats-0' };
      const { status, stderr } = spawnSync(findNatsServer(), ['--config', file, '-t'], { env, encoding: 'utf8' });
      expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('is valid') });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it('has a disruption budget for every workload, which allows one pod at a time', () => {
    expect(ofKind('PodDisruptionBudget')).toHaveLength(workloads.length);
    for (const { metadata, spec } of ofKind('PodDisruptionBudget')) {
      expect(selected(spec.selector.matchLabels).map((workload) => workload.metadata.name)).toEqual([metadata.name]);
      expect(spec.maxUnavailable).toBe(1);
    }
  });

  it('scales workloads that exist and do not fix their own number', () => {
    expect(ofKind('HorizontalPodAutoscaler').map(({ metadata }) => metadata.name)).toEqual(['router', 'attention']);
    for (const { spec } of ofKind('HorizontalPodAutoscaler')) {
      const target = named(spec.scaleTargetRef.kind, spec.scaleTargetRef.name);
      expect(target).toMatchObject({ apiVersion: spec.scaleTargetRef.apiVersion });
      expect(target.spec.replicas).toBeUndefined();
      expect(spec.maxReplicas).toBeGreaterThan(spec.minReplicas);
      expect(containerOf(target).resources.requests.cpu).toBeDefined();
    }
  });

  it('spreads pods over nodes by labels that they have', () => {
    for (const name of SERVICES) {
      const { spec, metadata } = workloads.find((workload) => workload.metadata.name === name).spec.template;
      for (const constraint of spec.topologySpreadConstraints) {
        expect(metadata.labels).toMatchObject(constraint.labelSelector.matchLabels);
      }
    }
  });

  describe('network policies', () => {
    const policies = ofKind('NetworkPolicy');

    it('deny what is not named', () => {
      expect(named('NetworkPolicy', 'default-deny').spec).toEqual({
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
      });
    });

    it('select pods and ports that exist', () => {
      for (const { metadata, spec } of policies) {
        const own = spec.podSelector.matchLabels ? selected(spec.podSelector.matchLabels) : workloads;
        expect(own.length, metadata.name).toBeGreaterThan(0);
        const [only] = own.length === 1 ? own : [undefined];
        for (const { ports, from } of spec.ingress ?? []) {
          for (const { port } of ports) if (only) expect(portOf(only, port), `${metadata.name} ${port}`).toBeDefined();
          for (const { podSelector } of from ?? [])
            if (podSelector) expect(selected(podSelector.matchLabels)).not.toEqual([]);
        }
        for (const { to, ports } of spec.egress ?? []) {
          for (const { podSelector } of to) {
            if (podSelector === undefined) continue;
            const [peer] = selected(podSelector.matchLabels);
            expect(portOf(peer, ports[0].port), `${metadata.name} to ${podSelector.matchLabels}`).toBeDefined();
          }
        }
      }
      const [{ values }] = named('NetworkPolicy', 'monitoring').spec.podSelector.matchExpressions;
      expect([...values].sort()).toEqual([...SERVICES].sort());
    });

    it('agree on both ends about who calls whom', () => {
      const app = ({ podSelector }: Manifest): string => podSelector?.matchLabels?.['app.kubernetes.io/name'];
      const calls = (direction: 'ingress' | 'egress'): string[] =>
        SERVICES.flatMap((name) =>
          (named('NetworkPolicy', name).spec[direction] ?? []).flatMap((rule: Manifest) =>
            (rule.from ?? rule.to ?? [])
              .map(app)
              .filter((peer: string) => SERVICES.includes(peer))
              .map((peer: string) => (direction === 'egress' ? `${name} -> ${peer}` : `${peer} -> ${name}`)),
          ),
        ).sort();
      expect(calls('ingress')).toEqual(calls('egress'));
      expect(calls('egress')).toEqual([
        'attention -> expert-shard',
        'attention -> kv-store',
        'router -> attention',
        'router -> expert-shard',
        'router -> guard',
        'router -> kv-store',
        'router -> router',
      ]);
    });

    it('let every service reach NATS', () => {
      for (const name of SERVICES) {
        expect(named('NetworkPolicy', name).spec.egress).toContainEqual({
          to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'nats' } } }],
          ports: [{ port: 4222, protocol: 'TCP' }],
        });
      }
    });
  });
});
