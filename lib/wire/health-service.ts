// grpc.health.v1.Health, fed by the readiness of the service. The empty name and each service's name are one status.
import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Health } from '../process/health.ts';

export interface HealthService {
  /** NOT_SERVING from now on, whatever the components say. */
  drain(): void;
  close(): void;
}

export function addHealthService(server: Server, services: readonly string[], health: Health): HealthService {
  const names = ['', ...services];
  const implementation = new HealthImplementation();
  let draining = false;
  const update = () => {
    const status = health.ready && !draining ? 'SERVING' : 'NOT_SERVING';
    for (const name of names) implementation.setStatus(name, status);
  };
  update();
  implementation.addToServer(server);
  const close = health.onChange(update);
  return {
    drain() {
      draining = true;
      update();
    },
    close,
  };
}
