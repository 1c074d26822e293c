import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GgufEntry, writeGguf } from '../lib/model/gguf-writer.ts';
import { inspect } from './inspect.ts';
import { makeModel } from './make-model.ts';
import { modelReport } from './model-report.ts';

const model = 'models/fulgur-tiny.gguf';

describe('inspect', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-inspect-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('adds up what the demo model consists of', async () => {
    const report = await modelReport(model);
    expect(report).toMatchObject({
      architecture: 'yi-lightning',
      contextLength: 1024,
      vocabularySize: 4096,
      tokenizer: 'llama',
      hasChatTemplate: true,
      experts: { layers: 8, perLayer: 32, used: 4, bytesEach: 3 * 96 * 256 * (34 / 32) },
    });
    expect(report.unserved).toBeUndefined();
    const layer = 256 + 2 * 256 * 256 + 256 + 256 * 32 + 3 * 32 * 96 * 256 + 3 * 256 * 256;
    // One layer has no keys and values of its own; the output projection is the embedding.
    expect(report.parameters).toBe(4096 * 256 + 256 + 8 * layer + 7 * 2 * 256 * 64);
    // 28 of 32 experts of 3 matrices rest in each of 8 layers.
    expect(report.parameters - report.parametersPerToken).toBe(8 * 28 * 3 * 96 * 256);
  });

  test('shows what window layers and shared keys and values save', async () => {
    const { kv } = await modelReport(model);
    const perLayer = 2 * (32 + 32) * 2;
    expect(kv).toEqual({
      bytesPerToken: 7 * perLayer,
      bytesPerTokenBeyondWindow: perLayer,
      fullBytesPerToken: 8 * perLayer,
      contextBytes: (1024 + 6 * 128) * perLayer,
      fullContextBytes: 8 * 1024 * perLayer,
    });
  });

  test('groups neighbouring layers that are alike', async () => {
    const { layers } = await modelReport(model);
    expect(layers.map(({ indices, attention }) => [indices, attention])).toEqual([
      ['0-2', 'window of 128'],
      ['3', 'full'],
      ['4-6', 'window of 128'],
      ['7', 'full'],
    ]);
    expect(layers[3]!.kv).toBe('those of layer 3');
  });

  test('prints every fact once', async () => {
    const text = await inspect(model);
    expect(text).toMatch(/^architecture +yi-lightning$/m);
    expect(text).toMatch(/^KV per token +1792 bytes in f16, 256 beyond the window; a full cache takes 2048$/m);
    expect(text).toMatch(/^q8_0 +79 +/m);
    expect(text).toMatch(/^blk\.\*\.ffn_gate_exps\.weight +8 +q8_0 +256 x 96 x 32 +6\.4 MiB$/m);
  });

  test('a split model is described as the whole that it is', async () => {
    const sizes = ['--layers=2', '--embedding=64', '--heads=2', '--experts=4', '--expert-ff=32'];
    const whole = await makeModel([join(folder, 'whole.gguf'), ...sizes]);
    const split = await makeModel([join(folder, 'split.gguf'), ...sizes, '--split', '3']);
    const { path, files, fileBytes, fingerprint, ...facts } = await modelReport(split.path);
    expect([path, files]).toEqual([join(folder, 'split-00001-of-00003.gguf'), 3]);
    expect(fileBytes).toBe(split.bytes);
    expect(await modelReport(whole.path)).toMatchObject({ ...facts, fingerprint, files: 1 });
    expect(await inspect(split.path)).toMatch(/^file +split-00001-of-00003\.gguf and 2 more, \d/m);
  });

  test('a model that is not served is described all the same, with the reason', async () => {
    const path = join(folder, 'other.gguf');
    const metadata = new Map<string, GgufEntry>([
      ['general.architecture', { type: 'string', value: 'mam\u001b[2Jba' }],
      ['general.name', { type: 'string', value: 'two\nlines' }],
    ]);
    await writeGguf(path, metadata, [{ name: 'a', shape: [4], type: 0, bytes: 16 }], () => [new Uint8Array(16)]);
    const text = await inspect(path);
    expect(text).toMatch(/^served +no: .*is not served/m);
    expect(text).toMatch(/^name +two\?lines$/m);
    expect(text).toMatch(/^a +1 +f32 +4 +16 B$/m);
    expect(text).not.toContain('\u001b');
  });

  test('a file that is no model gives one line', async () => {
    const path = join(folder, 'text.gguf');
    await writeFile(path, 'hello, this is a text and not a model');
    await expect(inspect(path)).rejects.toThrow(
      /^model .*text.gguf cannot be read: it does not start with "GGUF"[^\n]*$/,
    );
    await expect(inspect(join(folder, 'missing.gguf'))).rejects.toThrow(/no such file/);
  });
});
