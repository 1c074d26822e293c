// Answers questions about prompts, however they come: reads the prompt, counts it or its failure, and keeps the verdict.
//
// Invariant: at most `maxPrompts` are read at the same time; one more is refused, so that another guard may take it.
import { checkPrompt, type PromptLimits } from '../../lib/raise/assess.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { WIRE_ACTIONS, wireFinding } from './answers.ts';
import { countFailure, countFindings } from './metrics.ts';
import type { PolicyKeeper } from './policy-keeper.ts';
import { type AssessorParts, assess } from './prompt-assessor.ts';
import type { VerdictLog } from './verdict-log.ts';

export interface PromptDeskOptions extends PromptLimits, AssessorParts {
  readonly keeper: PolicyKeeper;
  readonly verdicts: VerdictLog;
  readonly maxPrompts: number;
}

export class PromptDesk {
  readonly #options: PromptDeskOptions;
  #prompts = 0;

  constructor(options: PromptDeskOptions) {
    this.#options = options;
  }

  /** @throws INVALID_ARGUMENT of a prompt beyond the limits, RESOURCE_EXHAUSTED (retryable) with too many at once */
  async answer(request: fulgur.v1.AssessPromptRequest, signal: AbortSignal): Promise<fulgur.v1.IAssessment> {
    const { metrics } = this.#options;
    try {
      return await this.#withinLimit(() => this.#assess(request, signal));
    } catch (error) {
      countFailure(metrics, 'input', error);
      throw error;
    }
  }

  async #withinLimit<T>(work: () => Promise<T>): Promise<T> {
    const { maxPrompts } = this.#options;
    if (this.#prompts >= maxPrompts) {
      const message = `the guard reads ${this.#prompts} prompts; at most ${maxPrompts} (maxPrompts) at the same time`;
      throw new RetryableError(Code.RESOURCE_EXHAUSTED, message);
    }
    this.#prompts += 1;
    try {
      return await work();
    } finally {
      this.#prompts -= 1;
    }
  }

  async #assess(
    { parts, requestId, tenant, user }: fulgur.v1.AssessPromptRequest,
    signal: AbortSignal,
  ): Promise<fulgur.v1.IAssessment> {
    const { keeper, verdicts, metrics, clock } = this.#options;
    const texts = parts.map(({ role, text }) => ({ role: role ?? '', text: text ?? '' }));
    checkPrompt(
      texts.map(({ text }) => text),
      this.#options,
      'parts',
    );
    const policy = keeper.current;
    const started = clock.now();
    const verdict = await assess(policy, tenant, texts, this.#options, signal);
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
  }
}
