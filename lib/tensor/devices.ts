// The devices that ggml finds on this machine.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Code, FulgurError } from '../wire/errors.ts';
import { loadProblem } from './ffi.ts';
import { type Ggml, ggml, type Handle } from './ggml.ts';

export function allDevices(g: Ggml): Handle[] {
  return Array.from({ length: g.deviceCount() }, (_, i) => g.device(i));
}

/**
 * The device that ggml calls `name` (`CPU`, `CUDA0`, `Vulkan0`), in whatever case.
 * @throws FulgurError INVALID_ARGUMENT that lists those that there are, and says why there is none of the kind.
 */
export function deviceNamed(g: Ggml, name: string): Handle {
  const devices = allDevices(g);
  const found = devices.find((device) => g.deviceName(device).toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const names = devices.map((device) => g.deviceName(device)).join(', ');
  const { folder } = g.libraries;
  throw new FulgurError(
    Code.INVALID_ARGUMENT,
    `there is no device ${name}: ggml in ${folder} finds ${names}; ${whyAbsent(folder, name)}`,
    { field: 'device' },
  );
}

/** What the device `name` is, in ggml's words. */
export function deviceDescription(name: string): string {
  const g = ggml();
  return g.deviceDescription(deviceNamed(g, name));
}

/** What keeps ggml from finding a device, which it tells nobody. */
export function whyAbsent(folder: string, name: string): string {
  const kind = /^[a-z]+/.exec(name.toLowerCase())?.[0] ?? '';
  const library = join(folder, `libggml-${kind}.so`);
  if (kind === 'cpu' || !existsSync(library)) {
    return 'GPUs need its cuda or vulkan build: install @node-llama-cpp/linux-x64-cuda or -vulkan, or name the folder of another build with --ggml-path';
  }
  const problem = loadProblem(library);
  return problem === undefined
    ? `${library} finds no device of that name: look for its driver, and for CUDA_VISIBLE_DEVICES or GGML_VK_VISIBLE_DEVICES`
    : `${library} cannot be loaded: ${problem}; install what is missing`;
}
