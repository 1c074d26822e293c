// A safety model as a process of its own, so that it can be killed and stopped like one.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

/** How it answers: at once, one question after the other at 600 ms each, or a byte at a time without an end. */
export type SafetyMood = 'well' | 'slow' | 'trickling';

type Message = { readonly url: string } | { readonly mood: SafetyMood } | { readonly asked: 'prompt' | 'answer' };

const main = path.resolve(import.meta.dirname, 'safety-model-main.ts');

export class SafetyModelProcess {
  readonly #child: ChildProcess;
  /** Base URL of its API. */
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @param url of one that has ended, whose place it takes */
  static async start(url?: string): Promise<SafetyModelProcess> {
    const port = url === undefined ? '0' : new URL(url).port;
    const child = fork(main, [port], { execArgv: ['--import', 'tsx'] });
    const started = await next(child, (message) => 'url' in message);
    return new SafetyModelProcess(child, (started as { url: string }).url);
  }

  async become(mood: SafetyMood): Promise<void> {
    const became = next(this.#child, (message) => 'mood' in message && message.mood === mood);
    this.#child.send({ mood });
    await became;
  }

  /** Resolves when it has been asked `count` more times about the answers of a model. */
  async askedAboutAnswers(count: number): Promise<void> {
    let left = count;
    await next(this.#child, (message) => {
      if ('asked' in message && message.asked === 'answer') left -= 1;
      return left <= 0;
    });
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/** The first message that `isIt` takes; rejects when the process ends before. */
function next(child: ChildProcess, isIt: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onEnd = (code: number | null) => {
      child.off('message', onMessage);
      reject(new Error(`the safety model ended with code ${code}`));
    };
    const onMessage = (message: Message) => {
      if (!isIt(message)) return;
      child.off('message', onMessage);
      child.off('exit', onEnd);
      resolve(message);
    };
    child.on('message', onMessage);
    child.once('exit', onEnd);
  });
}
