// CSV (RFC 4180) as rows, read as a stream: quoted fields may hold commas, quotes and line ends.
import { invalid } from '../../../wire/errors.ts';

/** A field that grows beyond this is a quote that nobody closed. UTF-16 units. */
const FIELD_UNITS_MAX = 1 << 20;

export interface CsvRow {
  /** Line of the file that the row starts on, from 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** @throws FulgurError naming `source` and the line of a row that does not fit the header */
export async function* readCsv(chunks: AsyncIterable<string>, source: string): AsyncGenerator<CsvRow> {
  let header: string[] | undefined;
  for await (const { line, cells } of rows(chunks, source)) {
    if (header === undefined) {
      header = cells.map((name) => name.replace(/^\ufeff/, ''));
    } else if (cells.length !== header.length) {
      throw invalid('data', `${source}:${line}: ${cells.length} fields; the header names ${header.length}`);
    } else {
      yield { line, fields: Object.fromEntries(header.map((name, i) => [name, cells[i]!])) };
    }
  }
}

async function* rows(chunks: AsyncIterable<string>, source: string) {
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let afterQuote = false;
  let line = 1;
  let startLine = 1;
  for await (const chunk of chunks) {
    for (const character of chunk) {
      if (character === '\n') line++;
      if (quoted && character === '"') {
        quoted = false;
        afterQuote = true;
      } else if (quoted) {
        cell += character;
      } else if (character === '"') {
        if (afterQuote) cell += '"';
        quoted = true;
        afterQuote = false;
      } else if (character === ',') {
        cells.push(cell);
        cell = '';
        afterQuote = false;
      } else if (character === '\n') {
        cells.push(cell.replace(/\r$/, ''));
        if (cells.length > 1 || cells[0] !== '') yield { line: startLine, cells };
        cells = [];
        cell = '';
        afterQuote = false;
        startLine = line;
      } else {
        cell += character;
        afterQuote = false;
      }
      if (cell.length > FIELD_UNITS_MAX) {
        throw invalid(
          'data',
          `${source}:${startLine}: a field of more than ${FIELD_UNITS_MAX} characters; close its quote`,
        );
      }
    }
  }
  if (quoted) throw invalid('data', `${source}:${startLine}: a quoted field never ends`);
  if (cell !== '' || cells.length > 0) yield { line: startLine, cells: [...cells, cell] };
}
