// A batch of bytes, cut into documents that are judged one by one.
import { isAscii, isUtf8 } from 'node:buffer';
import type { DocumentJudge } from './document-judge.ts';
import type { JudgeRequest } from './judge-messages.ts';
import { BatchWriter, type JudgedBatch } from './judged-batch.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const NOTHING = new Uint8Array(0);

export function judgeBatch(judge: DocumentJudge, { bytes, format, line }: JudgeRequest): JudgedBatch {
  const batch = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const writer = new BatchWriter(bytes.length + 1024);
  if (format === 'jsonl') judgeLines(judge, batch, line, writer);
  else judgeParagraphs(judge, batch, line, writer);
  return writer.finish();
}

function judgeLines(judge: DocumentJudge, batch: Buffer, firstLine: number, writer: BatchWriter): void {
  const whole = isUtf8(batch);
  for (let from = 0, line = firstLine; from < batch.length; line++) {
    const newline = batch.indexOf(NEWLINE, from);
    const end = newline < 0 ? batch.length : newline;
    const bytes = batch.subarray(from, end > from && batch[end - 1] === RETURN ? end - 1 : end);
    from = end + 1;
    // To the parser it would be an error, which takes a thousand times longer: files of empty lines pack well.
    if (isBlank(bytes)) continue;
    const json = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
    const judged = judge.judgeLine(line, json);
    if (judged === undefined) continue;
    const { verdict, rewritten } = judged;
    if (verdict.action === 'drop') writer.add(verdict, NOTHING);
    else if (rewritten !== undefined) writer.add(verdict, Buffer.from(rewritten));
    // Bytes that are not UTF-8 become U+FFFD: a corpus has them, and a line of them is no reason to stop.
    else writer.add(verdict, whole || isUtf8(bytes) ? bytes : Buffer.from(json));
  }
}

/** Nothing but white space of ASCII. */
function isBlank(bytes: Buffer): boolean {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= RETURN))) at += 1;
  return at === bytes.length;
}

function judgeParagraphs(judge: DocumentJudge, batch: Buffer, firstLine: number, writer: BatchWriter): void {
  let line = firstLine;
  for (const paragraph of batch.toString('utf8').split('\n\n')) {
    const document = paragraph.replace(/^\n+|\n+$/g, '');
    if (document !== '') {
      const { verdict, rewritten } = judge.judgeText(line, document);
      writer.add(verdict, verdict.action === 'drop' ? NOTHING : Buffer.from(rewritten ?? ''));
    }
    line += paragraph.split('\n').length + 1;
  }
}
