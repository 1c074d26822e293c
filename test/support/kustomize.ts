// As much of kustomize as deploy/k8s uses, so that its tests need no tool: resources, namespace, labels, images, replicas,
// strategic-merge patches. Anything else in a kustomization is refused.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, parseDocument } from 'yaml';
import { z } from 'zod';

// biome-ignore lint/suspicious/noExplicitAny: manifests of any kind
export type Manifest = any;

const kustomizationSchema = z.strictObject({
  apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
  kind: z.literal('Kustomization'),
  namespace: z.string(),
  labels: z
    .array(z.strictObject({ pairs: z.record(z.string(), z.string()), includeTemplates: z.literal(true) }))
    .default([]),
  resources: z.array(z.string()),
  images: z.array(z.strictObject({ name: z.string(), newTag: z.string() })).default([]),
  replicas: z.array(z.strictObject({ name: z.string(), count: z.int() })).default([]),
  patches: z.array(z.strictObject({ path: z.string() })).default([]),
});

/** Fields by which items of a list are told apart in a strategic merge. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};
const CLUSTER_SCOPED = new Set(['Namespace']);

export function readManifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]!.message}`);
    return document.toJS();
  });
}

export function readKustomization(folder: string): z.output<typeof kustomizationSchema> {
  return kustomizationSchema.parse(parseDocument(readFileSync(path.join(folder, 'kustomization.yaml'), 'utf8')).toJS());
}

/** YAML files of the folder that its kustomization does not name. */
export function unlistedFiles(folder: string): string[] {
  const { resources, patches } = readKustomization(folder);
  const listed = new Set(['kustomization.yaml', ...resources, ...patches.map((patch) => patch.path)]);
  return readdirSync(folder).filter((file) => !listed.has(file));
}

/** What `kubectl kustomize FOLDER` prints, as objects. */
export function build(folder: string): Manifest[] {
  const kustomization = readKustomization(folder);
  const manifests = kustomization.resources.flatMap((resource) => {
    const target = path.join(folder, resource);
    return statSync(target).isDirectory() ? build(target) : readManifests(target);
  });
  for (const { path: file } of kustomization.patches) {
    for (const patch of readManifests(path.join(folder, file))) {
      const index = manifests.findIndex(
        ({ kind, metadata }) => kind === patch.kind && metadata.name === patch.metadata.name,
      );
      if (index < 0) throw new Error(`${file}: no ${patch.kind} ${patch.metadata.name} to patch`);
      manifests[index] = merge(manifests[index], patch);
    }
  }
  for (const manifest of manifests) transform(manifest, kustomization);
  return manifests;
}

function transform(
  manifest: Manifest,
  { namespace, labels, images, replicas }: ReturnType<typeof readKustomization>,
): void {
  if (!CLUSTER_SCOPED.has(manifest.kind)) manifest.metadata.namespace = namespace;
  const template = manifest.spec?.template;
  for (const { pairs } of labels) {
    for (const { metadata } of [manifest, template ?? manifest, ...(manifest.spec?.volumeClaimTemplates ?? [])]) {
      metadata.labels = { ...metadata.labels, ...pairs };
    }
  }
  for (const container of template?.spec.containers ?? []) {
    for (const { name, newTag } of images)
      if (container.image.split(':')[0] === name) container.image = `${name}:${newTag}`;
  }
  const workload = ['Deployment', 'StatefulSet'].includes(manifest.kind);
  const wanted = workload && replicas.find(({ name }) => name === manifest.metadata.name);
  if (wanted) manifest.spec.replicas = wanted.count;
}

function merge(base: Manifest, patch: Manifest, field = ''): Manifest {
  if (Array.isArray(patch)) {
    const key = MERGE_KEYS[field];
    if (!Array.isArray(base) || key === undefined) return patch;
    const kept = base.map((item) => {
      const change = patch.find((candidate) => candidate[key] === item[key]);
      return change === undefined ? item : merge(item, change);
    });
    return [...patch.filter((item) => !base.some((present) => present[key] === item[key])), ...kept];
  }
  if (typeof patch !== 'object' || patch === null || typeof base !== 'object' || base === null) return patch;
  const merged = { ...base };
  for (const [name, value] of Object.entries(patch)) merged[name] = merge(base[name], value, name);
  return merged;
}
