import { expect, test } from 'vitest';
import { type Candidate, chooseReplica } from './replica-choice.ts';

const first = () => 0;

function candidate(id: string, patch: Partial<Candidate> = {}): Candidate {
  return { id, load: 0, pendingPromptTokens: 0, pooledBlocks: 0, storedBlocks: patch.pooledBlocks ?? 0, ...patch };
}

test('the replica that holds the prefix wins when both are idle', () => {
  const chosen = chooseReplica([candidate('cold'), candidate('warm', { pooledBlocks: 10 })], 400, first);
  expect(chosen?.id).toBe('warm');
});

test('a loaded replica loses in spite of a short prefix', () => {
  const warm = candidate('warm', { pooledBlocks: 2, load: 8 });
  expect(chooseReplica([warm, candidate('idle')], 400, first)?.id).toBe('idle');
});

test('a long prefix outweighs some load', () => {
  const warm = candidate('warm', { pooledBlocks: 100, load: 8 });
  expect(chooseReplica([warm, candidate('idle')], 3300, first)?.id).toBe('warm');
});

test('a prefix in a kv-store counts for every replica, so load decides', () => {
  const busy = candidate('busy', { storedBlocks: 10, load: 2 });
  expect(chooseReplica([busy, candidate('idle', { storedBlocks: 10 })], 400, first)?.id).toBe('idle');
});

test('prompts on their way count before the replica reports them', () => {
  const pending = candidate('a', { pendingPromptTokens: 500 });
  expect(chooseReplica([pending, candidate('b', { load: 1 })], 100, first)?.id).toBe('b');
});

test('equals are chosen among by the given pick', () => {
  const three = [candidate('a'), candidate('b'), candidate('c')];
  expect(chooseReplica(three, 10, (count) => count - 1)?.id).toBe('c');
});

test('no candidate means no choice', () => {
  expect(chooseReplica([], 10, first)).toBeUndefined();
});
