// The devices but the CPU that ggml finds on this machine.
import { allDevices } from '../../lib/tensor/devices.ts';
import { DeviceType, ggml } from '../../lib/tensor/ggml.ts';

export function otherDevices(): { readonly devices: string[]; readonly libraryPath: string | undefined } {
  const libraryPath = process.env['FULGUR_GGML_PATH'];
  const g = ggml(libraryPath);
  const others = allDevices(g).filter((device) => g.deviceType(device) !== DeviceType.CPU);
  return { devices: others.map((device) => g.deviceName(device)), libraryPath };
}
