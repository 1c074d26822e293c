// Plots as inline SVG. One of nothing is a sentence.
import { escapeHtml } from './page.ts';

const WIDTH = 920;
const LABEL_WIDTH = 230;
const COLORS = ['#3b6fb6', '#d9822b', '#b5403a', '#4c9a52', '#7d5ba6'] as const;
/** Of what is there at all, however little. */
const SEEN_WIDTH_MIN = 2;
/** On average, of letters of 12 px, rounded up. */
const LETTER_WIDTH = 6.5;

/** For what is taken away, changed, and only noted. */
export const DROPPED_COLOR = COLORS[2];
export const CHANGED_COLOR = COLORS[1];
export const NOTED_COLOR = COLORS[0];
/** For what is as it should be, what is not, and what is not known. */
export const GOOD_COLOR = COLORS[3];
export const BAD_COLOR = COLORS[2];
export const UNKNOWN_COLOR = '#8a8f98';

function colorAt(place: number): string {
  return COLORS[place % COLORS.length]!;
}

export interface BarSeries {
  readonly name: string;
  /** Default: one of COLORS, by place. */
  readonly color?: string;
  /** One per label. */
  readonly values: readonly number[];
}

/** Horizontal bars, one row per label, with what `unit` counts; several series are stacked, and told apart in numbers too. */
export function barChart(unit: string, labels: readonly string[], series: readonly BarSeries[]): string {
  const row = 24;
  const left = LABEL_WIDTH;
  const several = series.length > 1;
  const top = several ? 30 : 4;
  const totals = labels.map((_, i) => series.reduce((sum, { values }) => sum + values[i]!, 0));
  if (totals.every((total) => total === 0)) return nothing(unit);
  const told = labels.map((_, i) => (several ? parts(series, i) : grouped(totals[i]!)));
  const right = 12 + LETTER_WIDTH * Math.max(...told.map((text) => text.length));
  const scale = (WIDTH - left - right) / Math.max(1, ...totals);
  const bars = labels.map((label, i) => {
    const y = top + i * row;
    let x = left;
    const pieces = series.map(({ name, values, color }, s) => {
      const value = values[i]!;
      const width = value === 0 ? 0 : Math.max(SEEN_WIDTH_MIN, value * scale);
      const piece = `<rect x="${fixed(x)}" y="${y + 3}" width="${fixed(width)}" height="${row - 8}" fill="${color ?? colorAt(s)}"><title>${escapeHtml(name)}: ${grouped(value)}</title></rect>`;
      x += width;
      return piece;
    });
    const text = `<text x="${left - 8}" y="${y + 15}" text-anchor="end">${escapeHtml(label)}</text>`;
    return `${text}${pieces.join('')}<text x="${fixed(x + 6)}" y="${y + 15}">${escapeHtml(told[i]!)}</text>`;
  });
  return svg(top + labels.length * row + 4, unit, (several ? legend(series) : '') + bars.join(''));
}

/** The stacked parts of one bar in words. */
function parts(series: readonly BarSeries[], label: number): string {
  const there = series.filter(({ values }) => values[label]! > 0);
  return there.map(({ name, values }) => `${grouped(values[label]!)} ${name}`).join(', ') || '0';
}

/** Columns side by side over labelled bins. `axis`: what the labels are; `unit`: what is counted. */
export function histogram(axis: string, unit: string, labels: readonly string[], values: readonly number[]): string {
  if (values.every((value) => value === 0)) return nothing(unit);
  const height = 220;
  const bottom = 44;
  const top = 40;
  const width = WIDTH / Math.max(1, labels.length);
  const scale = (height - bottom - top) / Math.max(1, ...values);
  const columns = values.map((value, i) => {
    const x = i * width;
    const tall = value === 0 ? 0 : Math.max(1, value * scale);
    const y = height - bottom - tall;
    const title = `<title>${escapeHtml(labels[i]!)}: ${grouped(value)}</title>`;
    const column = `<rect x="${fixed(x + 2)}" y="${fixed(y)}" width="${fixed(width - 4)}" height="${fixed(tall)}" fill="${COLORS[0]}">${title}</rect>`;
    const label = `<text x="${fixed(x + width / 2)}" y="${height - bottom + 16}" text-anchor="middle">${escapeHtml(labels[i]!)}</text>`;
    const number =
      value === 0
        ? ''
        : `<text x="${fixed(x + width / 2)}" y="${fixed(y - 4)}" text-anchor="middle">${short(value)}</text>`;
    return column + label + number;
  });
  const base = height - bottom;
  const axes =
    `<line x1="0" y1="${base}" x2="${WIDTH}" y2="${base}" stroke="#8a8f98"/>` +
    `<text x="0" y="12" class="axis">${escapeHtml(unit)}</text>` +
    `<text x="${WIDTH / 2}" y="${height - 6}" text-anchor="middle" class="axis">${escapeHtml(axis)}</text>`;
  return svg(height, `${unit} by ${axis}`, axes + columns.join(''));
}

export interface Interval {
  readonly label: string;
  /** All from 0 to 1. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly note: string;
}

/** Shares with their confidence intervals, from 0 to 100 %. `axis`: shares of what. */
export function intervalChart(axis: string, rows: readonly Interval[]): string {
  if (rows.length === 0) return nothing(axis);
  const row = 26;
  const left = LABEL_WIDTH;
  const right = 240;
  const across = (share: number) => fixed(left + share * (WIDTH - left - right));
  const top = 42;
  const bottom = top + rows.length * row;
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${across(share)}" y1="${top}" x2="${across(share)}" y2="${bottom}" stroke="#8a8f98" stroke-dasharray="2 3"/><text x="${across(share)}" y="${top - 6}" text-anchor="middle">${share * 100} %</text>`,
  );
  const title = `<text x="${across(0.5)}" y="14" text-anchor="middle" class="axis">${escapeHtml(axis)}</text>`;
  const marks = rows.map(({ label, value, low, high, note }, i) => {
    const y = top + i * row + row / 2;
    return `<text x="${left - 12}" y="${y + 4}" text-anchor="end">${escapeHtml(label)}</text><line x1="${across(low)}" y1="${y}" x2="${across(high)}" y2="${y}" stroke="${COLORS[0]}" stroke-width="3"/><circle cx="${across(value)}" cy="${y}" r="5" fill="${COLORS[1]}"/><text x="${WIDTH - right + 12}" y="${y + 4}">${escapeHtml(note)}</text>`;
  });
  return svg(bottom + 4, axis, title + grid.join('') + marks.join(''));
}

function legend(series: readonly BarSeries[]): string {
  return series
    .map(({ name, color }, s) => {
      const x = LABEL_WIDTH + s * 110;
      return `<rect x="${x}" y="4" width="12" height="12" fill="${color ?? colorAt(s)}"/><text x="${x + 18}" y="14">${escapeHtml(name)}</text>`;
    })
    .join('');
}

function nothing(of: string): string {
  return `<p class="nothing">Nothing to show: ${escapeHtml(of)}, none.</p>`;
}

function svg(height: number, name: string, content: string): string {
  return `<div class="plot"><svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(name)}">${content}</svg></div>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  return value >= 10_000 ? `${Math.round(value / 1000)}k` : grouped(value);
}
