// Every name on the event bus and the message type that goes with it: see proto/fulgur/v1/cluster.proto.
import { fulgur } from '../../proto/gen/fulgur.js';
import type { EventBus, KeyValueOptions, Subscription } from './bus.ts';
import type { EventStreamOptions } from './event-stream.ts';

export const Bucket = {
  members: 'fulgur_members',
  leader: 'fulgur_leader',
  plan: 'fulgur_plan',
  policy: 'fulgur_policy',
} as const;

export const LeaderKey = 'router';
export const PlanKey = { target: 'target', current: 'current' } as const;

/** Age at which a membership record or a leader lease no longer counts. */
export const defaultStaleMs = 3_000;

/** Plans outlive a restart of the bus; nothing in the bucket expires. */
export const planBucketOptions: KeyValueOptions = { ttlMs: 0, storage: 'file' };

/** The key of the guards' policy, as YAML text; it outlives a restart of the bus. */
export const PolicyKey = 'policy';
export const policyBucketOptions: KeyValueOptions = { ttlMs: 0, storage: 'file' };

/** The audit trail: every verdict of every guard. */
export const verdictStreamOptions: EventStreamOptions = {
  name: 'FULGUR_VERDICTS',
  filter: 'fulgur.v1.verdicts.*',
  maxAgeMs: 30 * 24 * 3_600_000,
  maxBytes: 1 << 30,
};

/** A name as one token of a subject or key: what NATS does not accept becomes `_`. */
export function subjectToken(name: string): string {
  return name.replace(/[^\w-]/g, '_') || '_';
}

interface Codec<In, Out> {
  encode(message: In): { finish(): Uint8Array };
  decode(payload: Uint8Array): Out;
}

/** One kind of event: its subject is `<prefix>.<id of the sender>`. */
export interface EventKind<In, Out extends In> {
  readonly prefix: string;
  readonly codec: Codec<In, Out>;
  senderOf(message: In): string;
}

function eventKind<In, Out extends In>(
  name: string,
  codec: Codec<In, Out>,
  senderOf: (message: In) => string | null | undefined,
): EventKind<In, Out> {
  return { prefix: `fulgur.v1.${name}`, codec, senderOf: (message) => senderOf(message) ?? '' };
}

export const Events = {
  heat: eventKind('heat', fulgur.v1.ExpertHeat, (event) => event.attentionId),
  blocks: eventKind('blocks', fulgur.v1.BlockEvents, (event) => event.producerId),
  verdicts: eventKind('verdicts', fulgur.v1.VerdictEvent, (event) => event.guardId),
  suspects: eventKind('suspects', fulgur.v1.SuspectEvent, (event) => event.reporterId),
} as const;

/** Sends one event to whoever listens. Never throws; dropped while the bus is away. */
export function publishEvent<In, Out extends In>(bus: EventBus, kind: EventKind<In, Out>, message: In): void {
  bus.publish(`${kind.prefix}.${subjectToken(kind.senderOf(message))}`, kind.codec.encode(message).finish());
}

/** Receives the events of every sender. A payload that does not decode is passed to `onMalformed` and otherwise ignored. */
export function subscribeEvents<In, Out extends In>(
  bus: EventBus,
  kind: EventKind<In, Out>,
  onEvent: (message: Out) => void,
  onMalformed?: (subject: string, error: unknown) => void,
): Subscription {
  return bus.subscribe(`${kind.prefix}.*`, (subject, payload) => {
    let message: Out;
    try {
      message = kind.codec.decode(payload);
    } catch (error) {
      onMalformed?.(subject, error);
      return;
    }
    onEvent(message);
  });
}
