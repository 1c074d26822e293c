import { describe, expect, it } from 'vitest';
import { BAD_COLOR, barChart, GOOD_COLOR, histogram, intervalChart } from './charts.ts';
import { htmlPage, htmlTable } from './page.ts';

const numbersOf = (svg: string, attribute: string) =>
  [...svg.matchAll(new RegExp(`<rect[^>]* ${attribute}="([\\d.]+)"`, 'g'))].map(([, value]) => Number(value));

describe('a plot', () => {
  it('tells stacked parts apart in numbers, and shows the smallest of them', () => {
    const parts = [
      { name: 'safe', color: GOOD_COLOR, values: [9000, 0] },
      { name: 'unsafe', color: BAD_COLOR, values: [1, 0] },
    ];
    const svg = barChart('prompts', ['harmful', 'benign'], parts);
    expect(svg).toContain('>9,000 safe, 1 unsafe<');
    expect(svg).toContain('>0<');
    const widths = numbersOf(svg, 'width').filter((width) => width !== 12);
    expect(widths).toHaveLength(4);
    expect(widths[1]).toBeGreaterThanOrEqual(2);
    expect(widths[2]).toBe(0);
  });

  it('says what its axes are, in the picture and to those who cannot see it', () => {
    const svg = histogram('reward, from', 'answers', ['0.1', '0.2'], [3, 4]);
    expect(svg).toMatch(/class="axis">answers<.*class="axis">reward, from</);
    expect(svg).toContain('aria-label="answers by reward, from"');
    const interval = { label: 'S1', value: 0, low: 0, high: 0.2, note: '0 of 16' };
    expect(intervalChart('attacks that succeeded', [interval])).toContain('class="axis">attacks that succeeded<');
  });

  it('of nothing is a sentence', () => {
    const none = [{ name: 'answers', values: [] }];
    for (const made of [
      barChart('answers', [], none),
      histogram('x', 'answers', ['1'], [0]),
      intervalChart('answers', []),
    ]) {
      expect(made).not.toContain('<svg');
      expect(made).toContain('answers, none');
    }
    expect(htmlTable(['a'], [])).toContain('None');
  });

  it('stays inside of its picture, however many parts a bar has', () => {
    const names = ['blocked', 'refused', 'safe', 'unsafe', 'failed'];
    const svg = barChart(
      'prompts',
      ['harmful prompts'],
      names.map((name) => ({ name, values: [12_345] })),
    );
    const [, x, text] = /<text x="([\d.]+)" y="\d+">([^<]*failed)<\/text><\/svg>/.exec(svg)!;
    // 12 px letters are at most 7 px wide on average.
    expect(Number(x) + text!.length * 6).toBeLessThan(930);
  });
});

describe('a page', () => {
  it('escapes what others wrote, in text and in names', () => {
    const page = htmlPage('<b>', [{ title: 'a & b', body: htmlTable([], [['"x"', "<script>'"]]) }]);
    expect(page).not.toMatch(/<b>|<script>/);
    expect(page).toContain('&#60;script&#62;&#39;');
  });
});
