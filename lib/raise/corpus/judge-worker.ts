// A worker thread that judges batches of documents, one after another.
import { parentPort, workerData } from 'node:worker_threads';
import { type DocumentJudge, openJudge } from './document-judge.ts';
import type { JudgeAnswer, JudgeRequest, WorkerSetup } from './judge-messages.ts';
import type { Judgement } from './verdict.ts';

const { options, weightsPath } = workerData as WorkerSetup;
const port = parentPort!;
const opening = openJudge(options, weightsPath);

port.on('message', async (request: JudgeRequest) => {
  let answer: JudgeAnswer;
  try {
    answer = { id: request.id, judgements: judgeBatch(await opening, request) };
  } catch (error) {
    answer = { id: request.id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer);
});

function judgeBatch(judge: DocumentJudge, { bytes, format, line }: JudgeRequest): Judgement[] {
  // Bytes that are not UTF-8 become U+FFFD: a corpus has them, and a line of them is no reason to stop.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const judgements: Judgement[] = [];
  let at = line;
  if (format === 'jsonl') {
    for (const json of text.split('\n')) {
      if (json.trim() !== '') judgements.push(judge.judgeLine(at, json.endsWith('\r') ? json.slice(0, -1) : json));
      at++;
    }
    return judgements;
  }
  for (const paragraph of text.split('\n\n')) {
    const document = paragraph.replace(/^\n+|\n+$/g, '');
    if (document !== '') judgements.push(judge.judgeText(at, document));
    at += paragraph.split('\n').length + 1;
  }
  return judgements;
}
