// What a policy would do at its first texts, done before it judges any: rule sets put together, automata filled with the
// states that ordinary text leads to.
import { Screen } from '../screen.ts';
import type { CompiledPolicy } from './rule-set.ts';
import { ROLES } from './schema.ts';

/** Letters after letters, numbers, addresses and signs, in both languages: what automata meet all the time. */
const TEXT = `The quick brown fox jumps over the lazy dog; why would it? "Because," she wrote on 12 May 2024, "I've 3,499.50 to pay."
Call +44 20 7946 0958 (or mail bob.smith@example.com): see https://example.com/a/b?c=1&d=2_x#top. <p>if (a[0] != b) { return x * 2 % 7; }</p>
# List\n- one\n- two: **bold**, \`code\`, $5 & 10 %\nKey=sk_abc/123+XYZ==, id 4111-2222, v1.2.3; JUMPS OVER QUICKLY\t\\ | ~ ^ @ ok…
你好，我们明天去看海。今年的价格是多少？他说：“可以。” 电话 13800138000，身份证号码不要告诉别人！`;
const PIECE_CHARACTERS = 32;

/** Gives way after every piece of work. */
export function* warmUp(policy: CompiledPolicy): Generator<void, void> {
  for (const role of ROLES) {
    policy.ruleSet('', 'input', role);
    yield;
  }
  for (const [phase, role] of [
    ['input', 'user'],
    ['input', 'tool'],
    ['output', 'assistant'],
  ] as const) {
    const screen = new Screen(policy.ruleSet('', phase, role));
    yield;
    for (let from = 0; from < TEXT.length && !screen.blocked; from += PIECE_CHARACTERS) {
      screen.push(TEXT.slice(from, from + PIECE_CHARACTERS), from + PIECE_CHARACTERS >= TEXT.length);
      yield;
    }
  }
}
