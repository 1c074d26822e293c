// What the guard costs, by itself and through a router; what it finds, and what gets past it.
import path from 'node:path';
import { packageFile } from '../cli/guard/package-file.ts';
import { loadClassifier } from '../lib/raise/classifier/classifier.ts';
import { compilePolicy } from '../lib/raise/policy/compile.ts';
import { DEFAULT_POLICY_YAML } from '../lib/raise/policy/default-policy.ts';
import { Random } from '../lib/raise/testing/random.ts';
import { addedTimeRows, longPromptRows } from './guard/added-time.ts';
import { afterVerdictRows } from './guard/after-verdict.ts';
import { classifierRows } from './guard/classifier.ts';
import { costRows } from './guard/costs.ts';
import { policyPauseRows } from './guard/policy-pauses.ts';
import { upWaitRows } from './guard/up-waits.ts';
import { verdictRows } from './guard/verdicts.ts';
import type { Measurement, Question } from './support/question.ts';

export const guard: Question = {
  name: 'guard',
  asks: 'what the guard costs, what it finds, and what gets past it',
  async measure(context): Promise<Measurement> {
    const { progress } = context;
    const random = new Random(1);
    const classifier = await loadClassifier();
    const exact = compilePolicy(DEFAULT_POLICY_YAML, 'default policy');
    const learned = compilePolicy(DEFAULT_POLICY_YAML, 'default policy', classifier);
    const data = packageFile('data/guard');
    const costs = costRows({ exact, learned }, random, progress);
    progress('leaks, disguises, streamed verdicts, personal data');
    const verdicts = await verdictRows({ exact, learned }, classifier, path.join(data, 'contrast'), random);
    const ranking = await classifierRows(classifier, learned, data);
    return {
      head: ['what', 'value or p50', 'p99', 'goal'],
      rows: [
        ...costs,
        ...(await policyPauseRows(classifier)),
        ...(await addedTimeRows(random, progress)),
        ...(await longPromptRows(context.model, random, progress)),
        ...(await upWaitRows(context)),
        ...(await afterVerdictRows(progress)),
        ...verdicts,
        ...ranking,
      ],
      notes: [
        'made-up prose, one sentence in eight Chinese; the policy that ships',
        "waits: by the clock of the router, one value per token: from the arrival of a choice's first token to its text being shown, the verdict on the prompt included; later, from text going to the guard to its answer; with the guard in the router's process what the router takes meanwhile to send on cleared text is left out, as it would without a guard, and everything else counts: the rest of the turn, texts judged before, screens made and closed, collections of garbage between",
        'added: what clients see, the same requests with a guard and without one in turn: difference of the percentiles of each round, and its spread; the replica computes nothing',
        'added between tokens: from the replica sending a token to the client having it, tokens that wait for the next one left out and counted',
      ],
    };
  },
};
