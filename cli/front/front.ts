// A router with a guard of its own in the same process: text does not wait for another process to get a core.
//
// Both are members of the cluster. The router asks its own guard first and others when that fails; other routers may ask the
// guard as they may any.
import type { StartService } from '../../lib/process/host.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { startGuard } from '../../services/guard/guard.ts';
import { startRouter } from '../../services/router/router.ts';
import { type FrontConfig, guardOptions, routerOptions } from './config.ts';

export const startFront: StartService<FrontConfig> = async (config, host) => {
  const guardHost = host.sibling?.('guard', `${host.id}-guard`);
  if (guardHost === undefined) throw new FulgurError(Code.INTERNAL, 'this process runs one service only');
  const guard = await startGuard(guardOptions(config), guardHost);
  try {
    const router = await startRouter(routerOptions(config), host);
    return {
      address: router.address,
      async drain(timeoutMs) {
        await router.drain(timeoutMs);
        await guard.drain(timeoutMs);
      },
    };
  } catch (error) {
    await guard.drain(0);
    throw error;
  }
};
