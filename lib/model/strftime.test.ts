import { describe, expect, test } from 'vitest';
import { strftime } from './strftime.ts';

const afternoon = new Date(2026, 2, 7, 15, 4, 5);
const midnight = new Date(2024, 11, 31, 0, 9, 0);

describe('strftime', () => {
  test.each([
    ['%d %b %Y', '07 Mar 2026', '31 Dec 2024'],
    ['%B %d, %Y', 'March 07, 2026', 'December 31, 2024'],
    ['%Y-%m-%d', '2026-03-07', '2024-12-31'],
    ['%F %T', '2026-03-07 15:04:05', '2024-12-31 00:09:00'],
    ['%A, %a', 'Saturday, Sat', 'Tuesday, Tue'],
    ['%I:%M %p', '03:04 PM', '12:09 AM'],
    ['%-d/%-m/%y', '7/3/26', '31/12/24'],
    ['%e|%j', ' 7|066', '31|366'],
    ['100%% %H', '100% 15', '100% 00'],
    ['%Q %', '%Q %', '%Q %'],
  ])('writes %s as Python does', (format, first, second) => {
    expect(strftime(afternoon, format)).toBe(first);
    expect(strftime(midnight, format)).toBe(second);
  });
});
