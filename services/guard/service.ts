// The gRPC methods of the guard: requests in, verdicts out.
import type { Clock } from '../../lib/actor/clock.ts';
import { assessPrompt, checkPrompt, type PromptLimits, screenText } from '../../lib/raise/assess.ts';
import { type Action, stronger } from '../../lib/raise/detector.ts';
import { moderate } from '../../lib/raise/moderation.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import type { ScreenFinding } from '../../lib/raise/screen.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { bindService, type ServiceBinding } from '../../lib/wire/handlers.ts';
import { GuardMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { namesOf, WIRE_ACTIONS, wireFinding } from './answers.ts';
import type { GuardMetrics } from './metrics.ts';
import { OutputStream } from './output-stream.ts';
import type { VerdictLog } from './verdict-log.ts';

export interface GuardServiceOptions extends PromptLimits {
  readonly policy: CompiledPolicy;
  readonly verdicts: VerdictLog;
  readonly metrics: GuardMetrics;
  readonly clock: Clock;
  readonly maxDeltaCharacters: number;
  readonly maxOutputStreams: number;
}

export function guardService(options: GuardServiceOptions): ServiceBinding {
  const { policy, verdicts, metrics, clock } = options;
  const policyVersion = policy.policy.version;
  const count = (findings: readonly ScreenFinding[]): void => {
    for (const { category, detector } of findings) metrics.findings.inc({ category, detector });
  };
  let outputStreams = 0;
  return bindService(GuardMethods, {
    async assessPrompt({ parts, requestId, tenant, user }, context) {
      const texts = parts.map(({ role, text }) => ({ role: role ?? '', text: text ?? '' }));
      checkPrompt(
        texts.map(({ text }) => text),
        options,
        'parts',
      );
      const started = clock.now();
      const { action, findings, redacted } = await assessPrompt(policy, tenant, texts, context.signal);
      metrics.assessSeconds.observe({ phase: 'input' }, (clock.now() - started) / 1000);
      count(findings);
      verdicts.record({ requestId, tenant, user, phase: 'input', action, ...namesOf(findings), policyVersion });
      return {
        action: WIRE_ACTIONS[action],
        findings: findings.map((finding) => wireFinding(finding, finding.part)),
        redacted: [...redacted],
        policyVersion,
      };
    },

    screenOutput(stream) {
      if (outputStreams >= options.maxOutputStreams) {
        const limit = `${options.maxOutputStreams} (maxOutputStreams)`;
        throw new RetryableError(
          Code.RESOURCE_EXHAUSTED,
          `the guard screens ${outputStreams} streams; at most ${limit}`,
        );
      }
      outputStreams += 1;
      new OutputStream(stream, options).open(() => {
        outputStreams -= 1;
      });
    },

    async moderate({ tenant, inputs }, context) {
      checkPrompt(inputs, options, 'inputs');
      const ruleSet = policy.ruleSet(tenant, 'input', 'user');
      const started = clock.now();
      const results: fulgur.v1.IModerationResult[] = [];
      const all: ScreenFinding[] = [];
      let action: Action = 'allow';
      for (const input of inputs) {
        const screened = await screenText(ruleSet, input, context.signal);
        const { flagged, categories, scores } = moderate(screened.findings);
        results.push({ flagged, categories, categoryScores: scores });
        all.push(...screened.findings);
        action = stronger(action, screened.action);
      }
      metrics.assessSeconds.observe({ phase: 'moderation' }, (clock.now() - started) / 1000);
      count(all);
      const { categories, detectors } = namesOf(all);
      const phase = 'moderation';
      verdicts.record({ requestId: '', tenant, user: '', phase, action, categories, detectors, policyVersion });
      return { results, policyVersion };
    },
  });
}
