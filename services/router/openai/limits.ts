// The limits of one request, whatever API it came through. Each is named in the error that it causes.

export const limits = {
  stopTexts: 16,
  stopTextCharacters: 1000,
  choicesPerPrompt: 16,
  promptsPerRequest: 64,
  choicesPerRequest: 128,
  messages: 4096,
  topLogprobs: 20,
  logitBiasEntries: 1024,
  userCharacters: 512,
  tools: 128,
  toolCallsPerMessage: 128,
  toolNameCharacters: 64,
  toolDescriptionCharacters: 65_536,
  toolSchemaDepth: 64,
  toolCallIdCharacters: 256,
  moderationInputs: 128,
} as const;
