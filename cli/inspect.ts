// `fulgur inspect`: what a GGUF file holds, as text or JSON.
import { basename } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../lib/process/config.ts';
import { invalid } from '../lib/wire/errors.ts';
import { type ModelReport, modelReport } from './model-report.ts';

const options = z.strictObject({ json: z.boolean().default(false).describe('print JSON') });

export async function inspectCommand(argv: readonly string[]): Promise<number> {
  const [path, ...flags] = argv;
  if (path === undefined || path.startsWith('-')) throw invalid('model', 'usage: fulgur inspect MODEL.gguf [--json]');
  const { json } = loadConfig(options, { argv: flags, env: undefined });
  console.log(json ? JSON.stringify(await modelReport(path), null, 2) : await inspect(path));
  return 0;
}

/** The report as text. @throws FulgurError in one line when the file cannot be read. */
export async function inspect(path: string): Promise<string> {
  const report = await modelReport(path);
  return [
    ...summary(report),
    '',
    ...table(
      ['layers', 'attention', 'heads', 'keys and values', 'feed-forward'],
      report.layers.map((group) => [group.indices, group.attention, group.heads, group.kv, group.feedForward]),
    ),
    '',
    ...table(
      ['type', 'tensors', 'parameters', 'bytes'],
      report.types.map(({ type, tensors, parameters, bytes }) => [type, tensors, count(parameters), size(bytes)]),
    ),
    '',
    ...table(
      ['tensor', 'number', 'type', 'shape', 'bytes'],
      report.tensors.map(({ name, number, type, shape, bytes }) => [
        name,
        number,
        type,
        shape.join(' x '),
        size(bytes),
      ]),
    ),
  ].join('\n');
}

function summary(report: ModelReport): string[] {
  const { experts, kv, files } = report;
  const more = files === 1 ? '' : ` and ${files - 1} more`;
  const rows: [string, string][] = [
    ['file', `${basename(report.path)}${more}, ${size(report.fileBytes)}`],
    ['name', report.name],
    ['architecture', report.architecture],
    ['served', report.unserved === undefined ? 'yes' : `no: ${report.unserved}`],
    ['parameters', `${count(report.parameters)}, of which ${count(report.parametersPerToken)} work on a token`],
  ];
  if (report.contextLength !== undefined) rows.push(['context', `${report.contextLength} tokens`]);
  if (report.hiddenSize !== undefined) rows.push(['hidden size', String(report.hiddenSize)]);
  if (report.vocabularySize !== undefined) rows.push(['vocabulary', `${report.vocabularySize} tokens`]);
  rows.push(['tokenizer', report.tokenizer ?? 'none'], ['chat template', report.hasChatTemplate ? 'yes' : 'no']);
  if (experts !== undefined) {
    const { perLayer, layers, used, bytesEach } = experts;
    rows.push([
      'experts',
      `${perLayer * layers} (${layers} layers of ${perLayer}), ${used} used per layer, ${size(bytesEach)} each`,
    ]);
  }
  if (kv !== undefined) {
    const share = ((100 * kv.contextBytes) / kv.fullContextBytes).toFixed(1);
    const beyond = kv.bytesPerTokenBeyondWindow;
    const later = beyond === kv.bytesPerToken ? '' : `, ${beyond} beyond the window`;
    rows.push(
      ['KV per token', `${kv.bytesPerToken} bytes in f16${later}; a full cache takes ${kv.fullBytesPerToken}`],
      [
        'KV per context',
        `${size(kv.contextBytes)} for ${report.contextLength} tokens, ${share}% of a full cache's ${size(kv.fullContextBytes)}`,
      ],
    );
  }
  rows.push(['fingerprint', report.fingerprint]);
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}`);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const text = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...text.map((row) => row[column]!.length)));
  return text.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function count(value: number): string {
  const [divisor, unit] =
    value >= 1e9 ? [1e9, ' B'] : value >= 1e6 ? [1e6, ' M'] : value >= 1e3 ? [1e3, ' K'] : [1, ''];
  return `${divisor === 1 ? value : (value / divisor).toFixed(1)}${unit}`;
}

function size(bytes: number): string {
  const [divisor, unit] =
    bytes >= 2 ** 30
      ? [2 ** 30, 'GiB']
      : bytes >= 2 ** 20
        ? [2 ** 20, 'MiB']
        : bytes >= 2 ** 10
          ? [2 ** 10, 'KiB']
          : [1, 'B'];
  return `${divisor === 1 ? bytes : (bytes / divisor).toFixed(1)} ${unit}`;
}
