// The gRPC methods of the guard: requests in, verdicts out.
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { checkPrompt, type PromptFinding, raise, screenText } from '../../lib/raise/assess.ts';
import type { ModerationModel } from '../../lib/raise/classifier/moderation-model.ts';
import { type Action, stronger } from '../../lib/raise/detector.ts';
import { moderate } from '../../lib/raise/moderation.ts';
import { screenDoor } from '../../lib/raise/screen-door.ts';
import type { Category } from '../../lib/raise/taxonomy.ts';
import type { OpenDoor } from '../../lib/wire/door.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { GuardMethods, OutputScreensMethods, PromptAssessmentsMethods } from '../../lib/wire/methods.ts';
import { inServerSpan } from '../../lib/wire/spans.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { countFailure, countFindings } from './metrics.ts';
import { NearScreens } from './near-screens.ts';
import { OutputStream } from './output-stream.ts';
import { policyHandlers } from './policy-service.ts';
import { PromptDesk, type PromptDeskOptions } from './prompt-desk.ts';
import { type Question, QuestionBundle } from './question-bundle.ts';
import { ScreenBundle } from './screen-bundle.ts';
import type { ScreenStream } from './screens.ts';
import type { VerdictJournal } from './verdict-journal.ts';

export interface GuardServiceOptions extends PromptDeskOptions {
  readonly moderation: ModerationModel | undefined;
  readonly journal: VerdictJournal;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly maxDeltaCharacters: number;
  readonly maxOutputCharacters: number;
  readonly maxOutputStreams: number;
}

/** What a server of the guard serves. */
export function guardServices(options: GuardServiceOptions): { services: ServiceBinding[]; doors: OpenDoor[] } {
  const openScreen = screenOpener(options);
  const screens = bindService(OutputScreensMethods, {
    screen(stream, { draining }) {
      const bundle = new ScreenBundle(stream, openScreen);
      draining.addEventListener('abort', () => bundle.drain(), { once: true });
    },
  });
  const desk = new PromptDesk(options);
  const assessments = bindService(PromptAssessmentsMethods, {
    assess(stream, { draining }) {
      const bundle = new QuestionBundle(stream, (question, signal) => answerQuestion(question, signal, desk, options));
      draining.addEventListener('abort', () => bundle.drain(), { once: true });
    },
  });
  const near = screenDoor.open(new NearScreens(openScreen));
  return { services: [guardService(options, openScreen, desk), screens, assessments], doors: [near] };
}

/** What a unary call has by itself: a span, and a line in the log about a defect. */
async function answerQuestion(
  { prompt, traceparent }: Question,
  signal: AbortSignal,
  desk: PromptDesk,
  { tracer, log }: GuardServiceOptions,
): Promise<fulgur.v1.IAssessment> {
  const { name } = GuardMethods.assessPrompt;
  try {
    return await inServerSpan(tracer, name, traceparent, () => desk.answer(prompt, signal));
  } catch (error) {
    if (!(error instanceof FulgurError)) {
      log.error({ err: error, method: name, requestId: prompt.requestId }, 'a question failed unexpectedly');
    }
    throw error;
  }
}

/** Opens screens while there are not too many, however they come. */
function screenOpener(options: GuardServiceOptions): (stream: ScreenStream) => void {
  const { keeper, metrics, maxOutputStreams } = options;
  let outputStreams = 0;
  return (stream) => {
    if (outputStreams >= maxOutputStreams) {
      const limit = `${maxOutputStreams} (maxOutputStreams)`;
      const full = `the guard screens ${outputStreams} streams; at most ${limit}`;
      const error = new RetryableError(Code.RESOURCE_EXHAUSTED, full);
      countFailure(metrics, 'output', error);
      throw error;
    }
    outputStreams += 1;
    new OutputStream(stream, { ...options, policy: keeper.current }).open((error) => {
      outputStreams -= 1;
      if (error !== undefined) countFailure(metrics, 'output', error);
    });
  };
}

function guardService(
  options: GuardServiceOptions,
  openScreen: (stream: ScreenStream) => void,
  desk: PromptDesk,
): ServiceBinding {
  const { keeper } = options;
  return bindService(GuardMethods, {
    assessPrompt: (request, context) => desk.answer(request, context.signal),

    screenOutput: openScreen,

    async moderate(request, context) {
      try {
        return await moderateInputs(request, context.signal, options);
      } catch (error) {
        countFailure(options.metrics, 'moderation', error);
        throw error;
      }
    },

    ...policyHandlers(keeper, options.journal),
  });
}

async function moderateInputs(
  { tenant, inputs }: fulgur.v1.ModerateRequest,
  signal: AbortSignal,
  options: GuardServiceOptions,
): Promise<fulgur.v1.IModerateResponse> {
  const { keeper, verdicts, metrics, clock, moderation } = options;
  checkPrompt(inputs, options, 'inputs');
  const { compiled } = keeper.current;
  const policyVersion = compiled.policy.version;
  const ruleSet = compiled.ruleSet(tenant, 'input', 'user');
  const started = clock.now();
  const results: fulgur.v1.IModerationResult[] = [];
  const all: PromptFinding[] = [];
  const scores: { [name in Category]?: number } = {};
  let action: Action = 'allow';
  for (const [part, input] of inputs.entries()) {
    const screened = await screenText(ruleSet, input, signal);
    const rules = ruleSet.classifier;
    const labelScores = rules && (await moderation?.score(input, rules.disguises, signal));
    const {
      flagged,
      categories,
      scores: moderated,
    } = moderate({
      ...screened,
      labelScores: labelScores ?? {},
      limits: rules?.limits ?? new Map(),
    });
    results.push({ flagged, categories, categoryScores: moderated });
    all.push(...screened.findings.map((finding) => ({ ...finding, part, role: 'user' as const })));
    raise(scores, screened.scores);
    action = stronger(action, screened.action);
  }
  metrics.assessSeconds.observe({ phase: 'moderation' }, (clock.now() - started) / 1000);
  countFindings(metrics, all);
  const verdict = { requestId: '', tenant, user: '', action, findings: all, scores, policyVersion, choice: 0 };
  verdicts.record({ ...verdict, phase: 'moderation' });
  return { results, policyVersion };
}
