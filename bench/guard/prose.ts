// Made-up text: one sentence in eight Chinese, with numbers, addresses and names here and there.
import type { Random } from '../../lib/raise/testing/random.ts';

const WORDS = (
  'the a of and to in was it he she they said old house river light story time when where people made found went little great day night ' +
  'door water stone road letter hand eyes garden winter morning friend music market window summer quiet slowly before after because'
).split(' ');
const IDEOGRAPHS = '从前有一个小男孩他住在山里每天都去河边钓鱼看见许多人走过桥说今天的天气很好';

export function prose(random: Random, characters: number): string {
  let text = '';
  while (text.length < characters) {
    if (random.below(8) === 0) {
      const from = random.below(IDEOGRAPHS.length - 10);
      text += `${IDEOGRAPHS.slice(from, from + 10)}。`;
      continue;
    }
    const sentence = Array.from({ length: 6 + random.below(12) }, () => WORDS[random.below(WORDS.length)]);
    if (random.below(10) === 0) sentence.push(String(random.below(100_000)), 'ann@acme.io');
    const joined = sentence.join(' ');
    text += `${joined[0]!.toUpperCase()}${joined.slice(1)}. `;
  }
  return text.slice(0, characters);
}
