import { expect, test } from 'vitest';
import { SentText } from './sent-text.ts';

test('all pieces come back as they were, empty ones and many of them too', () => {
  const sent = new SentText();
  const pieces = Array.from({ length: 1000 }, (_, index) => '☃ab '.repeat(index % 5));
  for (const piece of pieces) sent.add(piece);
  expect(sent.pieces).toEqual(pieces);
});
