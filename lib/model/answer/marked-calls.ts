// Lists of calls, each between markers of its own: <calls><call>...</call><call>...</call></calls>.
import type { CallScope, ReadCalls } from './answer-format.ts';
import type { AnswerReader, Reading } from './answer-reader.ts';

export interface CallMarkers {
  readonly open: string;
  readonly close: string;
  readonly callOpen: string;
  readonly callClose: string;
}

/** Reads what stands between the markers of one call; whether a call came of it. Its end is told by this file. */
export type ReadOneCall = (reader: AnswerReader, scope: CallScope) => Reading<boolean>;

/** A first call may also come without the marker of the list. */
export function readMarkedCalls({ callOpen, callClose, close }: CallMarkers, readOne: ReadOneCall): ReadCalls {
  return function* (reader, scope, marker) {
    for (let calls = 0; ; calls += 1) {
      const start = reader.mark();
      yield* reader.skipSpace();
      const begun = (calls === 0 && marker === callOpen) || (yield* reader.take(callOpen));
      if (!begun || !(yield* readOne(reader, scope))) {
        reader.rewind(start);
        if (calls === 0) return 'malformed';
        yield* reader.skipSpace();
        yield* reader.take(close);
        return 'read';
      }
      yield* reader.skipSpace();
      yield* reader.take(callClose);
      scope.sink.callEnd(reader.at);
      reader.release();
    }
  };
}
