// Plots as inline SVG.
import { escapeHtml } from './page.ts';

const WIDTH = 720;
const LABEL_WIDTH = 230;
const COLORS = ['#3b6fb6', '#d9822b', '#b5403a', '#4c9a52', '#7d5ba6'] as const;

/** For what is taken away, changed, and only noted. */
export const DROPPED_COLOR = COLORS[2];
export const CHANGED_COLOR = COLORS[1];
export const NOTED_COLOR = COLORS[0];

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

/** Horizontal bars, one row per label; several series are stacked. */
export function barChart(labels: readonly string[], series: readonly BarSeries[]): string {
  const row = 24;
  const left = LABEL_WIDTH;
  const right = 80;
  const top = series.length > 1 ? 24 : 4;
  const totals = labels.map((_, i) => series.reduce((sum, { values }) => sum + values[i]!, 0));
  const scale = (WIDTH - left - right) / Math.max(1, ...totals);
  const bars = labels.map((label, i) => {
    const y = top + i * row;
    let x = left;
    const pieces = series.map(({ name, values, color }, s) => {
      const width = values[i]! * scale;
      const piece = `<rect x="${fixed(x)}" y="${y + 3}" width="${fixed(width)}" height="${row - 8}" fill="${color ?? colorAt(s)}"><title>${escapeHtml(name)}: ${values[i]!.toLocaleString('en-US')}</title></rect>`;
      x += width;
      return piece;
    });
    const text = `<text x="${left - 8}" y="${y + 15}" text-anchor="end">${escapeHtml(label)}</text>`;
    return `${text}${pieces.join('')}<text x="${fixed(x + 6)}" y="${y + 15}">${totals[i]!.toLocaleString('en-US')}</text>`;
  });
  return svg(top + labels.length * row + 4, (series.length > 1 ? legend(series) : '') + bars.join(''));
}

/** Columns side by side over labelled bins. */
export function histogram(labels: readonly string[], values: readonly number[]): string {
  const height = 180;
  const bottom = 24;
  const width = WIDTH / Math.max(1, labels.length);
  const scale = (height - bottom - 18) / Math.max(1, ...values);
  const columns = values.map((value, i) => {
    const x = i * width;
    const y = height - bottom - value * scale;
    const title = `<title>${escapeHtml(labels[i]!)}: ${value}</title>`;
    const column = `<rect x="${fixed(x + 2)}" y="${fixed(y)}" width="${fixed(width - 4)}" height="${fixed(value * scale)}" fill="${COLORS[0]}">${title}</rect>`;
    const label = `<text x="${fixed(x + width / 2)}" y="${height - 8}" text-anchor="middle">${escapeHtml(labels[i]!)}</text>`;
    const number =
      value === 0
        ? ''
        : `<text x="${fixed(x + width / 2)}" y="${fixed(y - 4)}" text-anchor="middle">${short(value)}</text>`;
    return column + label + number;
  });
  return svg(height, columns.join(''));
}

export interface Interval {
  readonly label: string;
  /** All from 0 to 1. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly note: string;
}

/** Shares with their confidence intervals, from 0 to 100 %. */
export function intervalChart(rows: readonly Interval[]): string {
  const row = 26;
  const left = 200;
  const right = 150;
  const across = (share: number) => fixed(left + share * (WIDTH - left - right));
  const top = 20;
  const bottom = top + rows.length * row;
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line x1="${across(share)}" y1="${top}" x2="${across(share)}" y2="${bottom}" stroke="#bbb" stroke-dasharray="2 3"/><text x="${across(share)}" y="${top - 6}" text-anchor="middle">${share * 100}%</text>`,
  );
  const marks = rows.map(({ label, value, low, high, note }, i) => {
    const y = top + i * row + row / 2;
    return `<text x="${left - 8}" y="${y + 4}" text-anchor="end">${escapeHtml(label)}</text><line x1="${across(low)}" y1="${y}" x2="${across(high)}" y2="${y}" stroke="${COLORS[0]}" stroke-width="3"/><circle cx="${across(value)}" cy="${y}" r="5" fill="${COLORS[2]}"/><text x="${WIDTH - right + 10}" y="${y + 4}">${escapeHtml(note)}</text>`;
  });
  return svg(bottom + 4, grid.join('') + marks.join(''));
}

function legend(series: readonly BarSeries[]): string {
  return series
    .map(({ name, color }, s) => {
      const x = LABEL_WIDTH + s * 110;
      return `<rect x="${x}" y="4" width="12" height="12" fill="${color ?? colorAt(s)}"/><text x="${x + 18}" y="14">${escapeHtml(name)}</text>`;
    })
    .join('');
}

function svg(height: number, content: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">${content}</svg>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  return value >= 10_000 ? `${Math.round(value / 1000)}k` : value.toLocaleString('en-US');
}
