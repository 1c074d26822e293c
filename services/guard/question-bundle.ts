// The prompts that one router asks about on one stream, each answered as soon as its verdict is there.
//
// Invariants
// 1. Verdicts that are there in the same turn leave as one message.
// 2. A question that fails is answered with its failure; the others go on.
// 3. What is cancelled, or loses its stream, is told to stop and not answered.
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, FulgurError, invalid } from '../../lib/wire/errors.ts';
import { failureOf } from '../../lib/wire/failure.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import { TurnBatch } from '../../lib/wire/turn-batch.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

export type QuestionStream = BidiStream<fulgur.v1.IPromptAnswers, fulgur.v1.PromptQuestions>;

export interface Question {
  readonly prompt: fulgur.v1.AssessPromptRequest;
  /** Empty when the request is not traced. */
  readonly traceparent: string;
}

export class QuestionBundle {
  readonly #stream: QuestionStream;
  readonly #answer: (question: Question, signal: AbortSignal) => Promise<fulgur.v1.IAssessment>;
  readonly #open = new Map<number, AbortController>();
  readonly #answers = new TurnBatch<fulgur.v1.IPromptAnswer>((answers) => this.#send(answers));
  #draining = false;

  constructor(
    stream: QuestionStream,
    answer: (question: Question, signal: AbortSignal) => Promise<fulgur.v1.IAssessment>,
  ) {
    this.#stream = stream;
    this.#answer = answer;
    stream.onMessage(({ questions }) => {
      for (const question of questions) this.#take(question);
    });
    stream.onDrain(() => stream.resume());
    stream.onEnd(() => stream.end());
    stream.onClose(() => {
      for (const id of [...this.#open.keys()]) this.#cancel(id);
    });
  }

  /** Ends the stream as soon as nothing is asked. */
  drain(): void {
    this.#draining = true;
    this.#endWhenIdle();
  }

  #take({ question, prompt, cancel, traceparent }: fulgur.v1.IPromptQuestion): void {
    const id = question ?? 0;
    if (cancel || !prompt) {
      this.#cancel(id);
      return;
    }
    if (this.#open.has(id)) throw invalid('question', `question ${id} is asked twice; number each anew`);
    const abort = new AbortController();
    this.#open.set(id, abort);
    const settle = (answer: fulgur.v1.IPromptAnswer) => {
      if (this.#open.get(id) !== abort) return;
      this.#open.delete(id);
      this.#answers.add({ question: id, ...answer });
    };
    this.#answer(
      { prompt: prompt as fulgur.v1.AssessPromptRequest, traceparent: traceparent ?? '' },
      abort.signal,
    ).then(
      (assessment) => settle({ assessment }),
      (error: unknown) => settle({ failure: failureOf(asFulgurError(error, 'the assessment of a prompt')) }),
    );
  }

  #cancel(id: number): void {
    this.#open.get(id)?.abort(new FulgurError(Code.CANCELLED, 'the router has given up the question'));
    this.#open.delete(id);
    this.#endWhenIdle();
  }

  #send(answers: fulgur.v1.IPromptAnswer[]): void {
    if (!this.#stream.closed && !this.#stream.send({ answers })) this.#stream.pause();
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    if (this.#draining && this.#open.size === 0 && this.#answers.empty) this.#stream.end();
  }
}
