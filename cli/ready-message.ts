import { modelIdOf } from './demo-model.ts';

export interface Endpoint {
  readonly host: string;
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly model: string;
  readonly modelId?: string | undefined;
}

/** What the terminal shows once requests are served: where, and a line to try. */
export function readyMessage({ host, httpPort, grpcPort, model, modelId }: Endpoint): string {
  const http = `http://${host}:${httpPort}`;
  return [
    `ready: ${modelId ?? modelIdOf(model)}`,
    `  OpenAI HTTP  ${http}/v1`,
    `  gRPC         ${host}:${grpcPort}  (fulgur.v1.Inference)`,
    `  console      ${http}/`,
    `  metrics      ${http}/metrics`,
    'try:',
    `  curl -N ${http}/v1/chat/completions -H 'content-type: application/json' -d '{"messages":[{"role":"user","content":"Tell me a story about a fox named Pip and a red kite."}],"stream":true}'`,
  ].join('\n');
}
