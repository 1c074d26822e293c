// What a subject, a key and a bucket may be called: NATS' rules, checked the same way on every bus.
import { invalid } from '../wire/errors.ts';

const subjectPattern = /^[\w-]+(\.[\w-]+)*$/;
const filterPattern = /^[\w-]+(\.[\w-]+)*(\.\*)?$/;
const keyPattern = /^[-/=\w]+(\.[-/=\w]+)*$/;
const bucketPattern = /^[-\w]+$/;

export function checkSubject(subject: string): void {
  if (!subjectPattern.test(subject)) {
    throw invalid('subject', `subject ${JSON.stringify(subject)} is not tokens of [A-Za-z0-9_-] joined by dots`);
  }
}

export function checkFilter(filter: string): void {
  if (!filterPattern.test(filter)) {
    throw invalid(
      'subject',
      `subject filter ${JSON.stringify(filter)} is not a subject, with or without .* at its end`,
    );
  }
}

export function checkKey(key: string): void {
  if (!keyPattern.test(key)) {
    throw invalid('key', `key ${JSON.stringify(key)} is not tokens of [A-Za-z0-9_/=-] joined by dots`);
  }
}

export function checkBucket(bucket: string): void {
  if (!bucketPattern.test(bucket)) {
    throw invalid('bucket', `bucket name ${JSON.stringify(bucket)} is not made of [A-Za-z0-9_-]`);
  }
}

/** Whether a published `subject` reaches a subscription to `filter`. */
export function matches(filter: string, subject: string): boolean {
  if (!filter.endsWith('.*')) return filter === subject;
  const prefix = filter.slice(0, -1);
  return subject.startsWith(prefix) && subject.length > prefix.length && !subject.includes('.', prefix.length);
}
