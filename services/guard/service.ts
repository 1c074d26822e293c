// The gRPC methods of the guard: requests in, verdicts out.
import type { Clock } from '../../lib/actor/clock.ts';
import { checkPrompt, type PromptFinding, type PromptLimits, raise, screenText } from '../../lib/raise/assess.ts';
import { type Action, stronger } from '../../lib/raise/detector.ts';
import { moderate } from '../../lib/raise/moderation.ts';
import type { Category } from '../../lib/raise/taxonomy.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { GuardMethods, OutputScreensMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { WIRE_ACTIONS, wireFinding } from './answers.ts';
import { countFindings, type GuardMetrics } from './metrics.ts';
import { OutputStream } from './output-stream.ts';
import type { PolicyKeeper } from './policy-keeper.ts';
import { policyHandlers } from './policy-service.ts';
import { assess } from './prompt-assessor.ts';
import { ScreenBundle, type ScreenStream } from './screen-bundle.ts';
import type { VerdictJournal } from './verdict-journal.ts';
import type { VerdictLog } from './verdict-log.ts';

export interface GuardServiceOptions extends PromptLimits {
  readonly keeper: PolicyKeeper;
  readonly journal: VerdictJournal;
  readonly verdicts: VerdictLog;
  readonly metrics: GuardMetrics;
  readonly clock: Clock;
  readonly maxDeltaCharacters: number;
  readonly maxOutputCharacters: number;
  readonly maxOutputStreams: number;
}

export function guardServices(options: GuardServiceOptions): ServiceBinding[] {
  const openScreen = screenOpener(options);
  const screens = bindService(OutputScreensMethods, {
    screen(stream, { draining }) {
      const bundle = new ScreenBundle(stream, openScreen);
      draining.addEventListener('abort', () => bundle.drain(), { once: true });
    },
  });
  return [guardService(options, openScreen), screens];
}

/** Opens screens while there are not too many, however they come. */
function screenOpener(options: GuardServiceOptions): (stream: ScreenStream) => void {
  const { keeper, maxOutputStreams } = options;
  let outputStreams = 0;
  return (stream) => {
    if (outputStreams >= maxOutputStreams) {
      const limit = `${maxOutputStreams} (maxOutputStreams)`;
      throw new RetryableError(Code.RESOURCE_EXHAUSTED, `the guard screens ${outputStreams} streams; at most ${limit}`);
    }
    outputStreams += 1;
    new OutputStream(stream, { ...options, policy: keeper.current }).open(() => {
      outputStreams -= 1;
    });
  };
}

function guardService(options: GuardServiceOptions, openScreen: (stream: ScreenStream) => void): ServiceBinding {
  const { keeper, verdicts, metrics, clock } = options;
  return bindService(GuardMethods, {
    async assessPrompt({ parts, requestId, tenant, user }, context) {
      const texts = parts.map(({ role, text }) => ({ role: role ?? '', text: text ?? '' }));
      checkPrompt(
        texts.map(({ text }) => text),
        options,
        'parts',
      );
      const policy = keeper.current;
      const started = clock.now();
      const verdict = await assess(policy, tenant, texts, options, context.signal);
      metrics.assessSeconds.observe({ phase: 'input' }, (clock.now() - started) / 1000);
      const { action, findings, redacted, policyVersion, suspicious } = verdict;
      countFindings(metrics, findings);
      verdicts.record({ ...verdict, requestId, tenant, user, phase: 'input', choice: 0 });
      return {
        action: WIRE_ACTIONS[action],
        findings: findings.map((finding) => wireFinding(finding, finding.part)),
        redacted: [...redacted],
        policyVersion,
        wantsPrompt: policy.safetyModel !== undefined && policy.compiled.policy.safety_model?.output !== 'never',
        suspicious,
      };
    },

    screenOutput: openScreen,

    async moderate({ tenant, inputs }, context) {
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
        const screened = await screenText(ruleSet, input, context.signal);
        const { flagged, categories, scores: moderated } = moderate(screened.findings, screened.scores);
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
    },

    ...policyHandlers(keeper, options.journal),
  });
}
