import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadConfig, variableOf } from '../../lib/process/config.ts';
import { sharedOptions } from '../../lib/process/shared-config.ts';
import { build, type Manifest } from '../support/kustomize.ts';

const root = path.resolve(import.meta.dirname, '../..');
const SERVICES = ['router', 'attention', 'expert-shard', 'kv-store', 'guard'];

/** Of the program `dist/FOLDER/main.js`. */
async function optionsOf(program: string): Promise<z.ZodObject> {
  const folder = program.replace(/^dist\//, '').replace(/\/main\.js$/, '');
  const camel = path.basename(folder).replace(/-./g, (dash) => dash[1]!.toUpperCase());
  const module = await import(path.join(root, folder, 'config.ts'));
  return z.strictObject({ ...sharedOptions, ...module[`${camel}Config`].shape });
}

/** What a container's environment is, references to the pod's fields as plausible values. */
function environment(container: Manifest, configMaps: Manifest[]): Record<string, string> {
  const fields: Record<string, string> = { 'metadata.name': 'pod-0', 'status.podIP': '10.1.2.3' };
  const shared = (container.envFrom ?? []).map(
    ({ configMapRef }: Manifest) => configMaps.find(({ metadata }) => metadata.name === configMapRef.name).data,
  );
  const own = container.env.map(({ name, value, valueFrom }: Manifest) => [
    name,
    value ?? fields[valueFrom.fieldRef.fieldPath],
  ]);
  return Object.assign({}, ...shared, Object.fromEntries(own));
}

function portOf(container: Manifest, name: string): number {
  return container.ports.find((port: Manifest) => port.name === name)?.containerPort;
}

describe.each(['deploy/k8s/base', 'deploy/k8s/overlays/production'])('%s', (folder) => {
  const manifests = build(path.join(root, folder));
  const configMaps = manifests.filter(({ kind }) => kind === 'ConfigMap');
  const containerOf = (service: string): Manifest =>
    manifests.find(({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === service)
      .spec.template.spec.containers[0];

  it.each(SERVICES)('starts %s with a program that exists and options that it has', async (service) => {
    const container = containerOf(service);
    const [program] = container.args;
    expect(existsSync(path.join(root, program.replace(/^dist\//, '').replace(/\.js$/, '.ts'))), program).toBe(true);
    const options = await optionsOf(program);
    const env = environment(container, configMaps);
    const known = Object.keys(options.shape).map(variableOf);
    expect(known).toEqual(expect.arrayContaining(Object.keys(env)));
    expect(loadConfig(options, { argv: [], env })).toMatchObject({
      id: 'pod-0',
      host: '0.0.0.0',
      advertiseHost: '10.1.2.3',
      grpcPort: 50051,
      adminPort: 9464,
      natsUrl: 'nats://nats:4222',
      ...(service === 'router' && { httpPort: 8080, guardGrpcPort: portOf(container, 'guard-grpc') }),
    });
  });

  it('gives processes the memory, disk and cpu that their options use', () => {
    const GIB = 2 ** 30;
    const gib = (quantity: string): number => Number(/^(\d+)Gi$/.exec(quantity)?.[1]) * GIB;
    const option = (service: string, name: string): number =>
      Number(environment(containerOf(service), configMaps)[`FULGUR_${name}`] ?? 0);
    for (const service of ['attention', 'expert-shard']) {
      expect(String(option(service, 'THREADS')), service).toBe(containerOf(service).resources.requests.cpu);
    }
    expect(option('attention', 'KV_POOL_BYTES_MAX')).toBeLessThan(
      gib(containerOf('attention').resources.limits.memory),
    );
    expect(option('expert-shard', 'WEIGHT_CAPACITY_BYTES')).toBeLessThan(
      gib(containerOf('expert-shard').resources.limits.memory),
    );
    expect(option('kv-store', 'RAM_BYTES')).toBeLessThan(gib(containerOf('kv-store').resources.requests.memory));
    const [claim] = manifests.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'kv-store').spec
      .volumeClaimTemplates;
    expect(option('kv-store', 'DISK_BYTES')).toBeLessThan(gib(claim.spec.resources.requests.storage));
  });
});

describe('deploy/docker/Dockerfile', () => {
  const dockerfile = readFileSync(path.join(root, 'deploy/docker/Dockerfile'), 'utf8');

  it('runs as a user that is not root, in exec form, with the model that the manifests name', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(/\nUSER (\d+)/.exec(last)?.[1]).toBe('1000');
    expect(last).toMatch(/\nENTRYPOINT \["node"\]/);
    expect(last).toMatch(/\nCMD \["dist\/cli\/main\.js"/);
    for (const file of ['cli/main.ts', 'models/fulgur-tiny.gguf', 'LICENSE', '.npmrc', 'package-lock.json']) {
      expect(existsSync(path.join(root, file)), file).toBe(true);
    }
    const base = build(path.join(root, 'deploy/k8s/base'));
    const models = JSON.stringify(base).match(/"FULGUR_MODEL","value":"[^"]*"/g);
    expect(new Set(models)).toEqual(new Set(['"FULGUR_MODEL","value":"/app/models/fulgur-tiny.gguf"']));
  });

  it('uses images by tag, the runtime at Node 24', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toEqual(['node:24-slim', 'node:24-slim']);
  });

  it('copies only what the repository has', () => {
    for (const [, sources] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
      for (const source of sources!.split(' ')) expect(existsSync(path.join(root, source)), source).toBe(true);
    }
  });
});
