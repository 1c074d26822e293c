import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { whyAbsent } from './devices.ts';
import { ggml } from './ggml.ts';

describe('a device that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fulgur-devices-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('needs a build of ggml for GPUs where there is none', () => {
    expect(whyAbsent(ggml().libraries.folder, 'CUDA0')).toMatch(
      /^GPUs need its cuda or vulkan build: install @node-llama/,
    );
  });

  it('needs what the library of its kind cannot find, in the words of the loader', () => {
    writeFileSync(join(folder, 'libggml-cuda.so'), 'no library');
    expect(whyAbsent(folder, 'CUDA0')).toMatch(
      /libggml-cuda\.so cannot be loaded: .*(file too short|ELF).*; install what is missing$/,
    );
    expect(whyAbsent(folder, 'Vulkan0')).toContain('GPUs need its cuda or vulkan build');
  });
});

it('a device that its library does not find needs a driver, or to be visible', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fulgur-devices-'));
  copyFileSync(join(ggml().libraries.folder, 'libggml-base.so'), join(folder, 'libggml-vulkan.so'));
  expect(whyAbsent(folder, 'Vulkan3')).toMatch(/libggml-vulkan\.so finds no device of that name: look for its driver/);
  rmSync(folder, { recursive: true });
});
