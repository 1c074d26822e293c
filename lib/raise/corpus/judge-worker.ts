// A worker thread that judges batches of documents, one after another.
import { parentPort, workerData } from 'node:worker_threads';
import { openJudge } from './document-judge.ts';
import { judgeBatch } from './judge-batch.ts';
import type { JudgeAnswer, JudgeRequest, WorkerSetup } from './judge-messages.ts';

// Rows that are no JSON come by the million, an error each: twice as fast without stacks, of which nothing leaves this thread.
Error.stackTraceLimit = 0;

const { options, weightsPath } = workerData as WorkerSetup;
const port = parentPort!;
const opening = openJudge(options, weightsPath);

port.on('message', async (request: JudgeRequest) => {
  try {
    const judged = judgeBatch(await opening, request);
    const answer: JudgeAnswer = { id: request.id, judged };
    port.postMessage(answer, [judged.numbers.buffer as ArrayBuffer, judged.kept.buffer as ArrayBuffer]);
  } catch (error) {
    const answer: JudgeAnswer = { id: request.id, error: error instanceof Error ? error.message : String(error) };
    port.postMessage(answer);
  }
});
