// The safety models that the guard can talk to. Adding one: an adapter file, and a line here and in ADAPTER_NAMES.
import type { AdapterName, SafetyAdapter } from './adapter.ts';
import { gptOssSafeguard } from './gpt-oss-safeguard.ts';
import { llamaGuard } from './llama-guard.ts';
import { qwen3guard } from './qwen3guard.ts';
import { shieldgemma } from './shieldgemma.ts';

/** `policy`: in words, for models that are told theirs. */
export function adapterOf(name: AdapterName, policy?: string): SafetyAdapter {
  switch (name) {
    case 'qwen3guard':
      return qwen3guard;
    case 'llama-guard-3':
    case 'llama-guard-4':
      return llamaGuard(name);
    case 'shieldgemma':
      return shieldgemma;
    case 'gpt-oss-safeguard':
      return gptOssSafeguard(policy);
  }
}
