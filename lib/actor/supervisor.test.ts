import { describe, expect, it } from 'vitest';
import { Actor } from './actor.ts';
import { Mailbox } from './mailbox.ts';
import { ManualClock } from './manual-clock.ts';
import { Supervisor } from './supervisor.ts';

class Counter extends Actor<number | 'fail'> {
  readonly #seen: number[];

  constructor(seen: number[], capacity?: number) {
    super(capacity);
    this.#seen = seen;
  }

  protected override async receive(message: number | 'fail'): Promise<void> {
    if (message === 'fail') throw new Error('asked to fail');
    await Promise.resolve();
    this.#seen.push(message);
  }
}

describe('an actor', () => {
  it('takes messages in order, one at a time', async () => {
    const seen: number[] = [];
    const actor = new Counter(seen);
    for (let i = 0; i < 20; i++) actor.tell(i);
    await actor.idle();
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('refuses a message when its mailbox is full, and says how full', () => {
    const actor = new Counter([], 2);
    // The first message is being received already; two more fit.
    expect([0, 1, 2].map((i) => actor.tell(i))).toEqual([true, true, true]);
    expect(actor.tell(3)).toBe(false);
    expect(() => actor.demand(3)).toThrow(/holds 2 messages/);
  });

  it('takes nothing after it was stopped', async () => {
    const seen: number[] = [];
    const actor = new Counter(seen);
    await actor.stop();
    expect(actor.tell(1)).toBe(false);
    expect(seen).toEqual([]);
  });
});

describe('a supervisor', () => {
  it('replaces a failed actor behind the same reference, after its backoff', async () => {
    const clock = new ManualClock();
    const restarted: string[] = [];
    const supervisor = new Supervisor(clock, { onRestart: ({ name }) => restarted.push(name) });
    const seen: number[] = [];
    const backoff = { firstMs: 100, mostMs: 1_000 };
    const ref = await supervisor.spawn('counter', () => new Counter(seen), { strategy: 'restart', backoff });
    ref.tell('fail');
    await clock.advance(99);
    expect(ref.alive).toBe(false);
    expect(ref.tell(1)).toBe(false);
    await clock.advance(1);
    expect(ref.tell(2)).toBe(true);
    await supervisor.drain(1);
    expect(seen).toEqual([2]);
    expect(restarted).toEqual(['counter']);
    expect(supervisor.restartsTotal).toBe(1);
  });

  it('waits longer after each failure, and starts anew after a stable life', async () => {
    const clock = new ManualClock();
    const supervisor = new Supervisor(clock);
    const options = { strategy: 'restart', backoff: { firstMs: 10, mostMs: 1_000 }, stableMs: 500 } as const;
    const ref = await supervisor.spawn('counter', () => new Counter([]), options);
    ref.tell('fail');
    await clock.advance(10);
    ref.tell('fail');
    await clock.advance(19);
    expect(ref.alive).toBe(false);
    await clock.advance(1);
    expect(ref.alive).toBe(true);
    await clock.advance(500);
    ref.tell('fail');
    await clock.advance(10);
    expect(ref.alive).toBe(true);
  });

  it('leaves an actor stopped, or hands the failure up, as it was told', async () => {
    const clock = new ManualClock();
    const events: string[] = [];
    const supervisor = new Supervisor(clock, {
      onStop: ({ name }) => events.push(`stop ${name}`),
      onEscalate: ({ name }) => events.push(`escalate ${name}`),
    });
    const one = await supervisor.spawn('one', () => new Counter([]), { strategy: 'stop' });
    const two = await supervisor.spawn('two', () => new Counter([]), { strategy: 'escalate' });
    one.tell('fail');
    two.tell('fail');
    await clock.advance(60_000);
    expect(events).toEqual(['stop one', 'escalate two']);
    expect([one.alive, two.alive]).toEqual([false, false]);
  });

  it('starts nothing after it was stopped', async () => {
    const clock = new ManualClock();
    const supervisor = new Supervisor(clock);
    const ref = await supervisor.spawn('counter', () => new Counter([]), { strategy: 'restart' });
    ref.tell('fail');
    await clock.advance(0);
    await supervisor.stop();
    await clock.advance(60_000);
    expect(ref.alive).toBe(false);
  });

  it('tells watchers of a failure before the replacement starts', async () => {
    const clock = new ManualClock();
    const supervisor = new Supervisor(clock);
    const ref = await supervisor.spawn('counter', () => new Counter([]), { strategy: 'restart' });
    const failures: unknown[] = [];
    ref.watch((error) => failures.push(error));
    ref.tell('fail');
    await clock.advance(0);
    expect(failures).toHaveLength(1);
  });

  it('hears of a failure whose clean-up fails as well', async () => {
    class Untidy extends Counter {
      protected override stopped(): void {
        throw new Error('clean-up failed');
      }
    }
    const clock = new ManualClock();
    const failures: unknown[] = [];
    const supervisor = new Supervisor(clock, { onRestart: ({ error }) => failures.push(error) });
    const ref = await supervisor.spawn('untidy', () => new Untidy([]), { strategy: 'restart' });
    ref.tell('fail');
    await clock.advance(0);
    expect(failures).toHaveLength(1);
    expect((failures[0] as AggregateError).errors.map(({ message }) => message)).toEqual([
      'asked to fail',
      'clean-up failed',
    ]);
  });

  it('stops an actor that was starting when it was told to stop', async () => {
    let finishStart: () => void = () => {};
    const events: string[] = [];
    class Slow extends Counter {
      protected override async started(): Promise<void> {
        await new Promise<void>((resolve) => {
          finishStart = resolve;
        });
        events.push('started');
      }
      protected override stopped(): void {
        events.push('stopped');
      }
    }
    const supervisor = new Supervisor(new ManualClock());
    const spawned = supervisor.spawn('slow', () => new Slow([]), { strategy: 'restart' });
    await supervisor.stop();
    finishStart();
    const ref = await spawned;
    expect(events).toEqual(['started', 'stopped']);
    expect(ref.alive).toBe(false);
  });

  it('tries again when the start of a replacement fails', async () => {
    const clock = new ManualClock();
    let starts = 0;
    class Stubborn extends Counter {
      protected override started(): void {
        if (++starts === 2) throw new Error('not yet');
      }
    }
    const supervisor = new Supervisor(clock);
    const backoff = { firstMs: 10, mostMs: 1_000 };
    const ref = await supervisor.spawn('stubborn', () => new Stubborn([]), { strategy: 'restart', backoff });
    ref.tell('fail');
    await clock.advance(10);
    expect(ref.alive).toBe(false);
    await clock.advance(20);
    expect([ref.alive, starts]).toEqual([true, 3]);
  });
});

describe('a mailbox', () => {
  it('keeps the order and the bound through many rounds', () => {
    const mailbox = new Mailbox<number>(100);
    let put = 0;
    let taken = 0;
    for (let round = 0; round < 1_000; round++) {
      for (let i = 0; i < round % 50; i++) if (mailbox.put(put)) put++;
      while (mailbox.size > round % 37) expect(mailbox.take()).toBe(taken++);
      expect(mailbox.size).toBe(put - taken);
    }
    while (mailbox.put(put)) put++;
    expect(mailbox.size).toBe(100);
    mailbox.clear();
    expect(mailbox.size).toBe(0);
  });

  it('cannot be without room', () => {
    expect(() => new Mailbox(0)).toThrow(/capacity 0/);
  });
});
