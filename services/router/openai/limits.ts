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
  moderationInputs: 128,
} as const;
